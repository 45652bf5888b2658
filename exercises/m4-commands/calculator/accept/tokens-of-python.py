import io
import tokenize
from tokenize import NUMBER, OP


def _tokens(text):
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (NUMBER, OP):
            yield token
        elif token.string.strip():
            raise ValueError(f"unexpected {token.string!r}")


class Parser:
    def __init__(self, text):
        self.tokens = list(_tokens(text))

    def peek(self):
        return self.tokens[0].string if self.tokens else None

    def take(self):
        return self.tokens.pop(0)

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            if self.take().string == "+":
                value += self.product()
            else:
                value -= self.product()
        return value

    def product(self):
        value = self.unary()
        while self.peek() in ("*", "/"):
            if self.take().string == "*":
                value *= self.unary()
            else:
                value /= self.unary()
        return value

    def unary(self):
        if self.peek() == "-":
            self.take()
            return -self.unary()
        if self.peek() == "(":
            self.take()
            value = self.sum()
            if self.peek() != ")":
                raise ValueError("a bracket is missing")
            self.take()
            return value
        token = self.take()
        if token.type != NUMBER:
            raise ValueError("a number is missing")
        return float(token.string)


def calculate(expression):
    parser = Parser(expression)
    value = parser.sum()
    if parser.tokens:
        raise ValueError("something is left over")
    return value
