import operator, re

def calculate(expression):
    m = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([-+*/])\s*(\d+(?:\.\d+)?)\s*", expression)
    a, op, b = m.groups()
    return {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[op](float(a), float(b))
