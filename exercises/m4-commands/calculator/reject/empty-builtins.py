def calculate(expression):
    return eval(expression, {"__builtins__": None}, {})
