"""Builds the line that prints a job."""
import shlex


class Line:
    def __init__(self, program):
        self._words = [program]

    def option(self, name, value):
        self._words.extend(("-o", shlex.quote(f"{name}={value}")))
        return self

    def __str__(self):
        return " ".join(self._words)
