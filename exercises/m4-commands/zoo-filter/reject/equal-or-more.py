import operator

SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.ge}


def matches(rule, animal):
    """Whether the animal matches a rule such as 'weight > 30'."""
    field, sign, number = rule.split()
    return SIGNS[sign](animal[field], float(number))
