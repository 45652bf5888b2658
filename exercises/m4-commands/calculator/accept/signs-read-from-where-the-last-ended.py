import re

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/()]))")


def tokens(text):
    text = text.rstrip()
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"unexpected sign at {at}")
        yield float(found["number"]) if found["number"] else found["sign"]
        at = found.end()


class Sum:
    def __init__(self, text):
        self.left = list(tokens(text))

    def next_is(self, *signs):
        return bool(self.left) and self.left[0] in signs

    def value(self):
        total = self.product()
        while self.next_is("+", "-"):
            sign = self.left.pop(0)
            total = total + self.product() if sign == "+" else total - self.product()
        return total

    def product(self):
        total = self.atom()
        while self.next_is("*", "/"):
            sign = self.left.pop(0)
            total = total * self.atom() if sign == "*" else total / self.atom()
        return total

    def atom(self):
        if not self.left:
            raise ValueError("something is missing")
        token = self.left.pop(0)
        if token == "-":
            return -self.atom()
        if token == "(":
            inner = self.value()
            if not self.next_is(")"):
                raise ValueError("a bracket is open")
            self.left.pop(0)
            return inner
        if not isinstance(token, float):
            raise ValueError(f"unexpected {token}")
        return token


def calculate(expression):
    whole = Sum(expression)
    result = whole.value()
    if whole.left:
        raise ValueError("there is something behind the sum")
    return result
