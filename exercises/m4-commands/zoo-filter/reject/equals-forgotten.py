import operator


def matches(rule, animal):
    field, sign, number = rule.split()
    compare = {"<": operator.lt, ">": operator.gt}[sign]
    return compare(animal[field], float(number))
