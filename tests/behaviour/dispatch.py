from dataclasses import dataclass
from functools import singledispatch


class Shape:
    pass


@dataclass
class Square(Shape):
    side: int


@singledispatch
def said(value, mark="!"):
    return f"{value}{mark}"


@said.register
def _(value: bool):
    return "yes" if value else "no"


@said.register(int)
def said_number(value, mark="."):
    return f"number {value}{mark}"


@said.register(list)
@said.register(tuple)
def _several(value):
    return [said(one) for one in value]


@said.register
def _shape(value: Shape):
    return "a shape"


@said.register
def _square(value: Square):
    return f"a square of {value.side}"


@said.register
def _octets(value: bytes | bytearray):
    return "nothing to read"


said.register(float, lambda value: round(value))


#> said("Ada") gives "Ada!"
#> said("Ada", mark="?") gives "Ada?"
#> said(3) gives "number 3."
#> said(3, "?") gives "number 3?"
#> said(True) gives "yes"
#> said(2.6) gives 3
#> said([1, "b", (False,)]) gives ["number 1.", "b!", ["no"]]
#> said(Shape()) gives "a shape"
#> said(Square(4)) gives "a square of 4"
#> said(b"x") gives "nothing to read"
#> said_number(7) gives "number 7."
#> said() gives raises TypeError
