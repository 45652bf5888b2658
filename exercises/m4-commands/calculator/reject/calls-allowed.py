import ast

ALLOWED = (ast.Expression, ast.BinOp, ast.Constant, ast.operator, ast.Call, ast.Name, ast.Load, ast.Attribute)

def calculate(expression):
    tree = ast.parse(expression, mode="eval")
    if not all(isinstance(node, ALLOWED) for node in ast.walk(tree)):
        raise ValueError("not a sum")
    return eval(compile(tree, "sum", "eval"))
