"""Objects as plain data, patterns of a shell, functions that keep what they gave, numbers as bytes."""

import dataclasses
import fnmatch
import functools
import json
from dataclasses import asdict, astuple, dataclass, field, replace
from typing import ClassVar as OfAll


@dataclass
class Point:
    x: int
    y: int = 0
    named: OfAll[str] = "p"


@dataclass
class Path:
    title: str
    points: list = field(default_factory=list)


class Listed:
    names = []

    def __init_subclass__(cls, **options):
        Listed.names.append((cls.__name__, options.get("kind")))


class First(Listed, kind="a"):
    pass


CALLS = []


@functools.cache
def counted(number=1):
    CALLS.append(number)
    return len(CALLS)


@functools.lru_cache(maxsize=None)
def doubled(number):
    CALLS.append(number)
    return number * 2, len(CALLS)


def all_of(path):
    return asdict(path)


def one():
    return Path("way", [Point(1), Point(2, 3)])


def kept():
    return counted(), counted(), counted(2), doubled(3), doubled(3)


def raw(text):
    return json.JSONDecoder().raw_decode(text)


#> asdict(one()) gives {"title": "way", "points": [{"x": 1, "y": 0}, {"x": 2, "y": 3}]}
#> astuple(Point(4)) gives (4, 0)
#> replace(Point(4), y=5).y gives 5
#> dataclasses.replace(Point(4), y=5).x gives 4
#> Point(4).named gives "p"
#> vars(Point(4, 5)) gives {"x": 4, "y": 5}
#> Listed.names gives [("First", "a")]
#> kept() gives (1, 1, 2, (6, 3), (6, 3))
#> raw('{"a": 1} and more') gives ({"a": 1}, 8)
#> raw(' {}') gives raises JSONDecodeError
#> fnmatch.fnmatch("north.club.example", "*.club.example") gives True
#> fnmatch.fnmatch("evilclub.example", "*.club.example") gives False
#> fnmatch.fnmatchcase("a1.txt", "a[0-9].t?t") gives True
#> fnmatch.fnmatchcase("ab.txt", "a[!b].txt") gives False
#> fnmatch.filter(["a.py", "b.txt"], "*.py") gives ["a.py"]
#> (1027).to_bytes(2, "big") gives b"\x04\x03"
#> (1027).to_bytes(3, byteorder="little") gives b"\x03\x04\x00"
#> (300).to_bytes(1, "big") gives raises OverflowError
#> (255).bit_length() gives 8
#> getattr(None, "x", 1) gives 1
#> getattr(None, "x") gives raises AttributeError
