import re

POWER = {"+": 10, "-": 10, "*": 20, "/": 20}


class Tokens:
    def __init__(self, text):
        self.items = re.findall(r"\d+(?:\.\d+)?|\S", text)
        self.at = 0

    def __next__(self):
        if self.at == len(self.items):
            raise StopIteration
        self.at += 1
        return self.items[self.at - 1]

    @property
    def peek(self):
        return self.items[self.at] if self.at < len(self.items) else ""


def _first(tokens):
    match next(tokens, ""):
        case "(":
            value = _sum(tokens, 0)
            if next(tokens, "") != ")":
                raise ValueError("bracket")
            return value
        case "-":
            return -_sum(tokens, 30)
        case text:
            return float(text) if "." in text else int(text)


def _sum(tokens, power):
    left = _first(tokens)
    while POWER.get(tokens.peek, 0) > power:
        sign = next(tokens)
        right = _sum(tokens, POWER[sign])
        left = {"+": lambda: left + right, "-": lambda: left - right,
                "*": lambda: left * right, "/": lambda: left / right}[sign]()
    return left


def calculate(expression):
    tokens = Tokens(expression)
    result = _sum(tokens, 0)
    if tokens.peek:
        raise ValueError("what is that?")
    return result
