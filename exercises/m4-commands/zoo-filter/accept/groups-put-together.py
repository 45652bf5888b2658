import re


def matches(rule, animal):
    found = re.fullmatch(r"(weight|age) ([<>=]) (\d+)", rule)
    if found is None:
        raise ValueError("no rule")
    field, sign, number = found.groups()
    sign = "==" if sign == "=" else sign
    return eval(f"{int(animal[field])} {sign} {int(number)}")
