import ast

SIGNS = {ast.Lt: "<", ast.Gt: ">", ast.Eq: "="}


def matches(rule, animal):
    tree = ast.parse(rule.replace(" = ", " == "), mode="eval").body
    if not isinstance(tree, ast.Compare) or not isinstance(tree.left, ast.Name):
        raise ValueError(rule)
    value = animal[tree.left.id]
    limit = tree.comparators[0].value
    sign = SIGNS[type(tree.ops[0])]
    if sign == "<":
        return value < limit
    if sign == ">":
        return value > limit
    return value == limit
