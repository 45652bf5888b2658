import ast


def matches(rule, animal):
    return ast.literal_eval(rule.replace("weight", str(animal["weight"])))
