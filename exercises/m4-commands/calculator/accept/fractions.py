from fractions import Fraction
import re


def calculate(expression):
    m = re.fullmatch(r"([\d.]+)([-+*/])([\d.]+)", "".join(expression.split()))
    if m is None:
        raise ValueError
    a, b = Fraction(m[1]), Fraction(m[3])
    result = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[m[2]]()
    return float(result)
