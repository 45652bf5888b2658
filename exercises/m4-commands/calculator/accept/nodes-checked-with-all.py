import ast

def calculate(expression):
    tree = ast.parse(expression, mode="eval")
    allowed = (ast.Expression, ast.BinOp, ast.Constant, ast.operator, ast.UnaryOp, ast.unaryop)
    if not all(isinstance(node, allowed) for node in ast.walk(tree)):
        raise ValueError("only sums")
    return eval(compile(tree, "sum", "eval"), {"__builtins__": {}})
