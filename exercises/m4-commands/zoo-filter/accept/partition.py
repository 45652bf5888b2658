import operator


def matches(rule, animal):
    for sign, compare in (("<", operator.lt), (">", operator.gt), ("=", operator.eq)):
        field, found, number = rule.partition(sign)
        if found:
            return compare(animal[field.strip()], float(number))
    raise ValueError("no sign in this rule")
