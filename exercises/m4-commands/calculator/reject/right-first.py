import ast
import operator

OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def calculate(expression):
    return value_of(ast.parse(expression[:100], mode="eval").body)


def value_of(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        operation = OPERATIONS[type(node.op)]
        left = node.left
        if isinstance(left, ast.BinOp) and type(left.op) is type(node.op):
            right = operation(value_of(left.right), value_of(node.right))
            return operation(value_of(left.left), right)
        return operation(value_of(left), value_of(node.right))
    raise ValueError("only numbers, + - * / and brackets")
