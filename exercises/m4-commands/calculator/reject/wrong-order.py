import operator, re

def calculate(expression):
    ops = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    tokens = re.findall(r"\d+\.?\d*|[-+*/]", expression)
    result = float(tokens[0])
    for sign, number in zip(tokens[1::2], tokens[2::2]):
        result = ops[sign](result, float(number))
    return result
