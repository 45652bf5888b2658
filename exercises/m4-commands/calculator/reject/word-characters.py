import re

def calculate(expression):
    if re.fullmatch(r"[\w.()+*/ -]+", expression):
        return eval(expression)
    raise ValueError("not a sum")
