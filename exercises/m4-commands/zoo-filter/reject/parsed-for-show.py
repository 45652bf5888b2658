import ast


def matches(rule, animal):
    rule = rule.replace(" = ", " == ")
    tree = ast.parse(rule, mode="eval")
    return eval(compile(tree, "rule", "eval"), {}, animal)
