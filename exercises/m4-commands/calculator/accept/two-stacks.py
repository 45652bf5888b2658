import operator
import re
from collections import deque

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?)|([-+*/()]))")
PRECEDENCE = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv)}


def _tokens(text):
    position = 0
    text = text.rstrip()
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise ValueError(f"odd sign at {position}")
        position = found.end()
        yield float(found[1]) if found[1] else found[2]


def _apply(values, sign):
    right, left = values.pop(), values.pop()
    values.append(PRECEDENCE[sign][1](left, right))


def calculate(expression):
    values, signs = deque(), deque()
    for token in _tokens(expression):
        if isinstance(token, float):
            values.append(token)
        elif token == "(":
            signs.append(token)
        elif token == ")":
            while (sign := signs.pop()) != "(":
                _apply(values, sign)
        else:
            while signs and signs[-1] != "(" and PRECEDENCE[signs[-1]][0] >= PRECEDENCE[token][0]:
                _apply(values, signs.pop())
            signs.append(token)
    while signs:
        _apply(values, signs.pop())
    (result,) = values
    return int(result) if result.is_integer() else result
