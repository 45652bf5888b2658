"""Objects that say themselves how they compare, and what an object holds by name."""

import operator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from types import SimpleNamespace


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return hash(self.number)


@dataclass(order=True)
class Coin:
    worth: int
    name: str = ""


@dataclass
class Plain:
    worth: int


ROOMS = SimpleNamespace(paintings="p", fossils="f")


class Letters:
    def __init__(self, text):
        self.text, self.at = text, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == len(self.text):
            raise StopIteration
        self.at += 1
        return self.text[self.at - 1]


def taken(text):
    letters = Letters(text)
    return next(letters), next(letters, "none"), next(letters, "none")


#> Version(2) == Version(2) gives True
#> Version(2) != Version(2) gives False
#> Version(2) != Version(3) gives True
#> Version(1) < Version(2) gives True
#> Version(1) > Version(2) gives False
#> Version(2) <= Version(2) gives True
#> Version(1) >= Version(2) gives False
#> operator.le(Version(2), Version(1)) gives False
#> Coin(1, "b") < Coin(2, "a") gives True
#> Coin(1, "b") >= Coin(1, "c") gives False
#> Coin(1) == Coin(1) gives True
#> Plain(1) == Plain(2) gives False
#> max([Coin(1), Coin(3), Coin(2)]).worth gives 3
#> [v.number for v in sorted([Version(2), Version(1), Version(3)], reverse=True)] gives [3, 2, 1]
#> Decimal("2.5") > 2 gives True
#> Decimal("10") / Decimal("4") == Decimal("2.5") gives True
#> float(1 + Decimal("1.5")) gives 2.5
#> Fraction(1, 3) < Fraction(1, 2) gives True
#> Decimal("1") == int(Decimal("1")) gives True
#> vars(ROOMS).get("fossils") gives "f"
#> vars(ROOMS).get("donors") gives None
#> ROOMS.paintings gives "p"
#> ROOMS.donors gives raises AttributeError
#> taken("a") gives ("a", "none", "none")
#> taken("abc") gives ("a", "b", "c")
#> taken("") gives raises StopIteration
