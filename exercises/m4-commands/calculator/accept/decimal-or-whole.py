import operator
import re
from decimal import Decimal

NUMBER = r"-?\d+(?:\.\d+)?"
SIGNS = dict(zip("+-*/", (operator.add, operator.sub, operator.mul, operator.truediv)))


def calculate(expression):
    if not (found := re.fullmatch(rf"\s*({NUMBER})\s*([-+*/])\s*({NUMBER})\s*", expression)):
        raise ValueError("I only know sums of two numbers")
    left, sign, right = found.groups()
    result = SIGNS[sign](Decimal(left), Decimal(right))
    return int(result) if result == int(result) else float(result)
