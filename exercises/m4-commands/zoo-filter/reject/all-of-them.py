def matches(rule, animal):
    return True
