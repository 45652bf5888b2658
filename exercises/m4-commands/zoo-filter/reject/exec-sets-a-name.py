def matches(rule, animal):
    scope = dict(animal)
    exec("answer = " + rule.replace(" = ", " == "), scope)
    return scope["answer"]
