def calculate(expression):
    scope = {}
    exec("r = " + expression, {}, scope)
    return scope["r"]
