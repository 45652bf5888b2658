import ast

ALLOWED = (ast.Expression, ast.BinOp, ast.Constant, ast.Add, ast.Sub, ast.Mult, ast.Div)

def calculate(expression):
    tree = ast.parse(expression, mode="eval")
    if any(isinstance(node, ALLOWED) for node in ast.walk(tree)):
        return eval(compile(tree, "sum", "eval"))
    raise ValueError("not a sum")
