import copy
import html
import json
import re
import struct
import types
from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import FrozenInstanceError, dataclass


def substituted():
    word = re.compile("a")
    return (
        re.sub("a", "b", "aaa", count=1),
        re.sub("a", "b", "aaa", 2),
        re.sub("a", "b", "aAaA", re.IGNORECASE),
        re.sub("a", "b", "aAaA", flags=re.IGNORECASE),
        word.sub("b", "aaa", 1),
        word.sub(lambda m: m.group().upper(), "aaa", count=2),
        re.subn("a", "b", "aaa", count=2),
        word.subn("b", "xx"),
        re.sub("(?P<one>a)(b)?", r"[\g<one>\2\g<0>]", "ab-a"),
        re.sub("x*", "-", "abxd"),
        re.sub(b"a", rb"<\g<0>>", b"aa", count=1),
    )


def split():
    return (
        re.split(r"\W", "a.b.c", maxsplit=1),
        re.split(r"\W", "a.b.c", 1),
        re.compile(r"\W").split("a.b.c", 1),
        re.split("([,;])", "a,b;c"),
        re.split("(a)|b", "xaybz"),
        re.split("x*", "axbc"),
    )


def searched():
    word = re.compile(r"\b[a-c]")
    edge = re.compile("^b")
    return (
        word.findall("abc b c", 2),
        [m.span() for m in word.finditer("ab b c", 1)],
        word.search("ab bc", 1).start(),
        edge.match("ab", 1),
        re.compile("b").match("ab", 1).span(),
        re.compile("b+").fullmatch("abbc", 1, 3).group(),
        re.findall("x*", "axb"),
    )


def found():
    return (
        "abcabc".find("b", 2),
        "abcabc".find("a", 1, 3),
        "abcabc".rfind("a", 0, 3),
        "abcabc".rfind("c", -4, -1),
        "abcabc".index("b", 2),
        "abcabc".rindex("b", 0, 4),
        "abcabc".count("a", 1),
        "abc".count("", 1),
        "abc".find("", 4),
        "abc".startswith("b", 1),
        "abc".startswith("", 4),
        "abc".endswith(("b", "x"), 0, 2),
        b"abcabc".find(b"b", 2),
        b"abcabc".rindex(b"b", 0, 4),
        b"abcabc".count(97, 1),
        b"abc".startswith(b"b", 1),
        b"abc".endswith(b"b", 0, 2),
    )


def missing():
    return "abc".index("a", 1)


def texts():
    return (
        "-42".zfill(5),
        "ab".center(5, "."),
        "Straße".casefold(),
        "aBß".swapcase(),
        "²".isdecimal(),
        "²".isdigit(),
        "\u202e".isprintable(),
        "a  b c ".rsplit(None, 1),
        "a,b,c".replace(",", ";", -1),
        ascii("é\u202e"),
        repr("\u202e\xa0"),
        "%s" % KeyError("x"),
    )


def numbers():
    return (
        int("１２"),
        int("-0b11", 0),
        int("0x1f", 16),
        int("1_000"),
        str(1e16),
        str(1e-7),
        str(123456789.0),
        round(2.675, 2),
        round(2.5),
        hex(-255),
        int.from_bytes(b"\x01\x02", "big"),
        int.from_bytes(b"\xfe\xff", "little", signed=True),
        struct.unpack(">HbI", b"\x01\x02\xff\0\0\0\x05"),
        json.loads("NaN") != 1,
    )


def no_number():
    return int("1__0")


def copies():
    first = {"x": [1], "y": (1, [2])}
    first["z"] = first["x"]
    shallow, deep = copy.copy(first), copy.deepcopy(first)
    first["x"].append(2)
    first["new"] = 1
    deep["x"].append(9)
    groups = defaultdict(list, {"a": [1]})
    other = copy.deepcopy(groups)
    other["b"].append(3)
    return shallow, deep, dict(other), dict(groups)


class Box:
    def __init__(self, things):
        self.things = things
        self.own = self


def boxes():
    box = Box(["a"])
    same, deep = copy.copy(box), copy.deepcopy(box)
    same.label = "new"
    box.things.append("b")
    return same.things, deep.things, deep.own is deep, hasattr(box, "label")


def matched(value):
    match value:
        case True:
            return "yes"
        case False | None:
            return "no"
        case int():
            return "number"


def gone():
    prices = {"a": 1}
    del prices["a"]
    del prices["a"]


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def __post_init__(self):
        object.__setattr__(self, "y", self.x + 1)


def frozen():
    point = Point(1)
    try:
        point.x = 2
    except FrozenInstanceError as error:
        return point.x, point.y, str(error), isinstance(error, AttributeError)


def view():
    inner = {"a": 1}
    shown = types.MappingProxyType(inner)
    inner["b"] = 2
    refused = []
    for change in (
        lambda: shown.__setitem__("c", 3) if False else shown.update({"c": 3}),
        lambda: shown.pop("a"),
    ):
        try:
            change()
        except AttributeError:
            refused.append("no method")
    try:
        shown["c"] = 3
    except TypeError as error:
        refused.append(str(error))
    return shown["b"], len(shown), shown.get("c"), refused, dict(shown)


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...


class Half(Shape):
    def area(self):
        return 1


class Whole(Half):
    name = "whole"


def whole():
    return Whole().name


def pages():
    return html.unescape("&lt;&#65;&#x42;&amp;lt; a & b"), html.unescape("&apos;")


def formatted():
    return (
        "{:,}".format(1234567),
        "{:_}".format(-1234),
        f"{1234567.891:,.2f}",
        f"{-42:05d}",
        "%05d" % -42,
        "%-5d|" % 42,
        "%-4s|%4s|%.1s" % ("ab", "ab", "ab"),
        f"{-255:x}",
        f"{True:d}",
        repr(b"it's"),
    )


def held():
    numbers = [1, 2, 3]
    numbers.insert(-1, 9)
    prices = {"a": 1, "b": 2}
    last = prices.popitem()
    return numbers, last, prices, [1, 2, 3, 2].index(2, 2), re.match("(a)(b)?", "a").groups("z")


def escaped():
    return re.escape("a.b-c d\n"), bool(re.fullmatch(re.escape("a b-c#\t"), "a b-c#\t"))





#> substituted() gives ('baa', 'bba', 'bAbA', 'bbbb', 'baa', 'AAa', ('bba', 2), ('xx', 0), '[abab]-[aa]', '-a-b--d-', b'<a>a')
#> split() gives (['a', 'b.c'], ['a', 'b.c'], ['a', 'b.c'], ['a', ',', 'b', ';', 'c'], ['x', 'a', 'y', None, 'z'], ['', 'a', '', 'b', 'c', ''])
#> searched() gives (['b', 'c'], [(3, 4), (5, 6)], 3, None, (1, 2), 'bb', ['', 'x', '', ''])
#> found() gives (4, -1, 0, 2, 4, 1, 1, 3, -1, True, False, True, 4, 1, 1, True, True)
#> missing() gives raises ValueError
#> texts() gives ('-0042', '..ab.', 'strasse', 'AbSS', False, True, False, ['a  b', 'c'], 'a;b;c', "'\\xe9\\u202e'", "'\\u202e\\xa0'", "'x'")
#> numbers() gives (12, -3, 31, 1000, '1e+16', '1e-07', '123456789.0', 2.67, 2, '-0xff', 258, -2, (258, -1, 5), True)
#> no_number() gives raises ValueError
#> copies() gives ({'x': [1, 2], 'y': (1, [2]), 'z': [1, 2]}, {'x': [1, 9], 'y': (1, [2]), 'z': [1, 9]}, {'a': [1], 'b': [3]}, {'a': [1]})
#> boxes() gives (['a', 'b'], ['a'], True, False)
#> matched(1) gives 'number'
#> matched(True) gives 'yes'
#> matched(None) gives 'no'
#> matched(0) gives 'number'
#> gone() gives raises KeyError
#> frozen() gives (1, 2, "cannot assign to field 'x'", True)
#> view() gives (2, 2, None, ['no method', 'no method', "'mappingproxy' object does not support item assignment"], {'a': 1, 'b': 2})
#> Shape() gives raises TypeError
#> Half() gives raises TypeError
#> whole() gives 'whole'
#> pages() gives ('<AB&lt; a & b', "'")
#> formatted() gives ('1,234,567', '-1_234', '1,234,567.89', '-0042', '-0042', '42   |', 'ab  |  ab|a', '-ff', '1', 'b"it\'s"')
#> held() gives ([1, 2, 9, 3], ('b', 2), {'a': 1}, 3, ('a', 'z'))
#> escaped() gives ('a\\.b\\-c\\ d\\\n', True)
