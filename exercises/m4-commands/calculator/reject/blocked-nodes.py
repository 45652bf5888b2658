import ast

def calculate(expression):
    tree = ast.parse(expression, mode="eval")
    if any(isinstance(n, (ast.Import, ast.ImportFrom)) for n in ast.walk(tree)):
        raise ValueError
    return eval(compile(tree, "calc", "eval"))
