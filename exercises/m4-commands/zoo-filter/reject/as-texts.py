SIGNS = {"<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b}


def matches(rule, animal):
    field, sign, number = rule.split()
    return SIGNS[sign](str(animal[field]), number)
