"""Objects as plain data, patterns of a shell, functions that keep what they gave, numbers as bytes, text in other forms, hooks of JSON."""

import dataclasses
import fnmatch
import functools
import inspect
import json
import textwrap
import unicodedata
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


class Pairs(json.JSONDecoder):
    def decode(self, s):
        return sorted(super().decode(s).items())


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
#> textwrap.fill("one two  three four", 9) gives "one two\nthree\nfour"
#> textwrap.wrap(" a bb abcdefghij", 6) gives [" a bb ", "abcdef", "ghij"]
#> textwrap.wrap("a bb ccc", 4, initial_indent="> ", subsequent_indent=". ") gives ["> a", ". bb", ". cc", ". c"]
#> textwrap.shorten("one  two three", 10, placeholder="...") gives "one two..."
#> textwrap.shorten(" one\ttwo\n", 10) gives "one two"
#> textwrap.shorten("one two", 5) gives "[...]"
#> textwrap.indent("a\n\nb\n", "- ") gives "- a\n\n- b\n"
#> inspect.cleandoc("\n    a\n      b\n    ") gives "a\n  b"
#> "a\tb\n\tc".expandtabs(4) gives "a   b\n    c"
#> unicodedata.normalize("NFKC", "\uff0e\uff0e\uff0f") gives "../"
#> unicodedata.normalize("NFKD", "\xe9") gives "e\u0301"
#> "a\xe9".encode("ascii", "ignore") gives b"a"
#> "a\xe9".encode("latin-1") gives b"a\xe9"
#> "a\xe9".encode("ascii", errors="backslashreplace") gives b"a\\xe9"
#> "a\xe9".encode("ascii") gives raises UnicodeEncodeError
#> json.loads('{"b": 1, "a": 2}', object_pairs_hook=list) gives [("b", 1), ("a", 2)]
#> list(json.loads('{"b": 1, "a": 2, "b": 3}').items()) gives [("b", 3), ("a", 2)]
#> json.loads('[{"a": {"b": 1}}]', object_hook=sorted) gives [["a"]]
#> json.loads('[1, 2.5]', parse_int=str, parse_float=str) gives ["1", "2.5"]
#> json.loads('{"a": 1}', cls=Pairs) gives [("a", 1)]
