import re


def matches(rule, animal):
    """Whether the animal matches a rule such as 'weight > 30'."""
    found = re.fullmatch(r"(weight|age) ([<>=]) (.+)", rule)
    if found is None:
        raise ValueError("no rule")
    field, sign, number = found.groups()
    sign = "==" if sign == "=" else sign
    return eval(f"{int(animal[field])} {sign} {number}")
