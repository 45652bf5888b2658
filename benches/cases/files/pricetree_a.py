"""Surcharges, as the traders write them."""
import ast
import operator
import sys

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}
NAMES = {"weight": 0.0, "distance": 0.0}


class Surcharge:
    def __init__(self, text):
        self.tree = ast.parse(text.strip(), mode="eval")
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                raise ValueError(text)

    def __call__(self, **values):
        return eval(compile(self.tree, "<surcharge>", "eval"), {"__builtins__": {}}, {**NAMES, **values})


if __name__ == "__main__":
    rule = Surcharge(sys.stdin.readline(200))
    print(rule(weight=2.5, distance=120))
