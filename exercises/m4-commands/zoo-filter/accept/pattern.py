import re

RULE = re.compile(r"(weight|age) ([<>=]) ([0-9]+)")


def matches(rule, animal):
    found = RULE.fullmatch(rule)
    if not found:
        raise ValueError("no rule")
    field, sign, number = found.groups()
    difference = animal[field] - int(number)
    return {"<": difference < 0, ">": difference > 0, "=": difference == 0}[sign]
