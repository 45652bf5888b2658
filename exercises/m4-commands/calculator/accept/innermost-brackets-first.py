import re

NUMBER = r"(-?\d+(?:\.\d+)?)"


def _flat(text):
    for signs in ("*/", "+-"):
        pattern = re.compile(NUMBER + r"\s*([" + re.escape(signs) + r"])\s*" + NUMBER)
        while found := pattern.search(text):
            a, sign, b = float(found[1]), found[2], float(found[3])
            value = {"*": lambda: a * b, "/": lambda: a / b, "+": lambda: a + b, "-": lambda: a - b}[sign]()
            text = text[: found.start()] + repr(value) + text[found.end():]
    return text


def calculate(expression):
    text = expression.replace(" ", "")
    while found := re.search(r"\(([^()]*)\)", text):
        text = text[: found.start()] + _flat(found[1]) + text[found.end():]
    return float(_flat(text))
