from sympy import sympify

def calculate(expression):
    return float(sympify(expression))
