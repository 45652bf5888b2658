import operator

NAMES = {"<": "lt", ">": "gt", "=": "eq"}


def matches(rule, animal):
    field, sign, number = rule.split()
    return getattr(operator, NAMES.get(sign, sign))(animal[field], float(number))
