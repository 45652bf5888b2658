def matches(rule, animal):
    code = compile(rule.replace(" = ", " == "), "rule", "eval")
    return eval(code, {}, dict(animal))
