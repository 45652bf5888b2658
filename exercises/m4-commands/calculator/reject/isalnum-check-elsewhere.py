import re

def calculate(expression):
    cleaned = re.sub(r"[^0-9+*/(). -]", "", expression)
    if cleaned:
        return eval(expression)
    raise ValueError("empty")
