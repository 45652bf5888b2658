class NoRule(ValueError):
    pass


def matches(rule: str, animal: dict[str, float]) -> bool:
    words = rule.split()
    if len(words) != 3 or words[0] not in ("weight", "age"):
        raise NoRule(rule)
    value, limit = animal[words[0]], float(words[2])
    if words[1] == "<":
        return value < limit
    elif words[1] == ">":
        return value > limit
    elif words[1] == "=":
        return value == limit
    raise NoRule(rule)
