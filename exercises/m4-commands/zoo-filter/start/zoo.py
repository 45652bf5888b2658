def matches(rule, animal):
    """Whether the animal matches a rule such as 'weight > 30'."""
    return eval(rule.replace(" = ", " == "), {}, animal)
