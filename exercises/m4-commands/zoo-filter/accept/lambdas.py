COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
}


def matches(rule, animal):
    field, sign, number = (word.strip() for word in rule.split(" "))
    return COMPARE[sign](animal[field], int(number))
