import ast
import operator as op

_OPS = {ast.Add: op.add, ast.Sub: op.sub, ast.Mult: op.mul, ast.Div: op.truediv, ast.USub: op.neg, ast.UAdd: op.pos}


def _eval(node):
    if isinstance(node, ast.Num):
        return node.n
    if isinstance(node, ast.BinOp):
        return _OPS[type(node.op)](_eval(node.left), _eval(node.right))
    if isinstance(node, ast.UnaryOp):
        return _OPS[type(node.op)](_eval(node.operand))
    raise TypeError(node)


def calculate(expression):
    if len(expression) > 200:
        raise ValueError("too long")
    try:
        node = ast.parse(expression, mode="eval").body
    except SyntaxError as error:
        raise ValueError("invalid expression") from error
    return _eval(node)
