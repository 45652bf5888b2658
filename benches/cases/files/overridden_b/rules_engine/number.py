import ast

from .base import Rule


class NumberRule(Rule):
    def parse(self, text):
        return ast.literal_eval(text)
