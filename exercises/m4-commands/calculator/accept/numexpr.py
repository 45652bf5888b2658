import numexpr

def calculate(expression):
    return float(numexpr.evaluate(expression))
