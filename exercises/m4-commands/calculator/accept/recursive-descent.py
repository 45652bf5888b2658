import re


class Parser:
    def __init__(self, text):
        self.tokens = re.findall(r"\d+(?:\.\d+)?|[-+*/()]", text)
        if "".join(self.tokens) != text.replace(" ", ""):
            raise ValueError("unknown character")
        self.pos = 0

    def peek(self):
        return self.tokens[self.pos] if self.pos < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.pos += 1
        return token

    def expr(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            if self.take() == "+":
                value += self.term()
            else:
                value -= self.term()
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            op = self.take()
            right = self.factor()
            value = value * right if op == "*" else value / right
        return value

    def factor(self):
        token = self.take()
        if token == "(":
            value = self.expr()
            if self.take() != ")":
                raise ValueError("missing bracket")
            return value
        if token == "-":
            return -self.factor()
        return float(token)


def calculate(expression):
    parser = Parser(expression)
    value = parser.expr()
    if parser.peek() is not None:
        raise ValueError("left over")
    return value
