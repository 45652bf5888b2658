import re


def calculate(expression):
    if not (m := re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*([-+*/])\s*(-?\d+(?:\.\d+)?)\s*", expression)):
        raise ValueError("one operation between two numbers, please")
    a, sign, b = float(m[1]), m[2], float(m[3])
    match sign:
        case "+": return a + b
        case "-": return a - b
        case "*": return a * b
        case "/": return a / b
