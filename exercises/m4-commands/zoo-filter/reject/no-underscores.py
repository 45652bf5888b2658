def matches(rule, animal):
    if "__" in rule or "import" in rule:
        raise ValueError(rule)
    return eval(rule.replace(" = ", " == "), {}, animal)
