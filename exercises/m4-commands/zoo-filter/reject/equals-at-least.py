import operator

SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.le}


def matches(rule, animal):
    field, sign, number = rule.split()
    return SIGNS[sign](animal[field], float(number))
