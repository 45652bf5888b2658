def matches(rule, animal):
    field, sign, number = rule.split()
    if sign == "=":
        sign = "=="
    return eval(f"{animal.get(field, field)} {sign} {number}")
