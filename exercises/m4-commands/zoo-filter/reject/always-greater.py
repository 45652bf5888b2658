def matches(rule, animal):
    field, _, number = rule.split()
    return animal[field] > float(number)
