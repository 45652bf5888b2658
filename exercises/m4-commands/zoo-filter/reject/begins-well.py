import re


def matches(rule, animal):
    if not re.match(r"(weight|age) [<>=] \d+", rule):
        raise ValueError(rule)
    return eval(rule.replace(" = ", " == "), {}, animal)
