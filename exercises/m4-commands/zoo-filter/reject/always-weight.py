import operator

SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}


def matches(rule, animal):
    _, sign, number = rule.split()
    return SIGNS[sign](animal["weight"], float(number))
