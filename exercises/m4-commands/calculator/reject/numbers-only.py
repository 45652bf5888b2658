def calculate(expression):
    return float(expression)
