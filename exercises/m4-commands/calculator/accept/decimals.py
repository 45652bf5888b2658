from decimal import Decimal


def calculate(expression):
    text = expression.replace(" ", "")
    for sign in "+-*/":
        at = text.find(sign, 1)
        if at > 0:
            a, b = Decimal(text[:at]), Decimal(text[at + 1:])
            if sign == "+": return float(a + b)
            if sign == "-": return float(a - b)
            if sign == "*": return float(a * b)
            return float(a / b)
    raise ValueError("no operation")
