def calculate(expression):
    code = compile(expression, "<calculator>", "eval")
    return eval(code)
