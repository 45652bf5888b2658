DUNDER = {"<": "__lt__", ">": "__gt__", "=": "__eq__"}


def matches(rule, animal):
    field, sign, number = rule.split()
    if field not in ("weight", "age"):
        raise KeyError(field)
    return getattr(float(animal[field]), DUNDER[sign])(float(number))
