import re
from operator import add, mul, sub, truediv

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/()]))")
LEVELS = {"+": (1, add), "-": (1, sub), "*": (2, mul), "/": (2, truediv)}


def tokens(text):
    position = 0
    text = text.rstrip()
    while position < len(text):
        if (found := TOKEN.match(text, position)) is None:
            raise SyntaxError("no sum")
        position = found.end()
        yield (found.lastgroup, found.group(found.lastgroup))
    yield ("end", "")


def calculate(expression):
    stream = tokens(expression)
    current = next(stream)

    def advance():
        nonlocal current
        token, current = current, next(stream, ("end", ""))
        return token

    def atom():
        kind, text = advance()
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text == "-":
            return -atom()
        if text == "(":
            value = climb(1)
            if advance()[1] != ")":
                raise SyntaxError("bracket missing")
            return value
        raise SyntaxError("no sum")

    def climb(least):
        value = atom()
        while current[1] in LEVELS and LEVELS[current[1]][0] >= least:
            _, sign = advance()
            level, work = LEVELS[sign]
            value = work(value, climb(level + 1))
        return value

    result = climb(1)
    if current[0] != "end":
        raise SyntaxError("no sum")
    return result
