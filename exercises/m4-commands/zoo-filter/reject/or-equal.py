def matches(rule, animal):
    field, sign, number = rule.split()
    value, number = animal[field], float(number)
    return {"<": value <= number, ">": value >= number, "=": value == number}[sign]
