def matches(rule, animal):
    return eval(rule.replace(" = ", " == "), {"__builtins__": {}}, animal)
