import re

def calculate(expression):
    if not re.fullmatch(r"[\d+\-*/(). ]{1,60}", expression):
        raise ValueError("digits and signs only")
    return eval(expression)
