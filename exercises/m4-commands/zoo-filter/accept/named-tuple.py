import operator
from collections import namedtuple

Rule = namedtuple("Rule", "field sign number")
SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}


def parsed(text):
    rule = Rule(*text.split())
    if rule.field not in ("weight", "age") or rule.sign not in SIGNS:
        raise ValueError(text)
    return rule._replace(number=int(rule.number))


def matches(rule, animal):
    """Whether the animal matches a rule such as 'weight > 30'."""
    field, sign, number = parsed(rule)
    return SIGNS[sign](animal[field], number)
