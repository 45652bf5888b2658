SIGNS = {"<": str.__lt__, ">": str.__gt__, "=": str.__eq__}


def matches(rule, animal):
    field, sign, number = rule.split()
    return SIGNS[sign](str(animal[field]), number)
