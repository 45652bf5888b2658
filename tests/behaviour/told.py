# What functions, ranges and expressions tell of themselves.
import functools
import re
import xml.etree.ElementTree as ET


def logged(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


@logged
def total(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


def outer():
    def inner():
        return 1

    return inner


class Box:
    class Lid:
        def open(self):
            return 1


#> (total.__name__, total.__qualname__, total.__doc__) gives ("total", "total", "Adds.")
#> (total.__wrapped__(1), total.__wrapped__.__defaults__) gives (3, (2,))
#> sorted(total.__wrapped__.__annotations__) gives ["a", "b", "return"]
#> total.__wrapped__.__annotations__["a"] is int gives True
#> (outer().__qualname__, Box.Lid.open.__qualname__, outer.__defaults__) gives ("outer.<locals>.inner", "Box.Lid.open", None)


#> (str(range(3)), "%s" % range(1, 5), "{}".format(range(2, 9, 3))) gives ("range(0, 3)", "range(1, 5)", "range(2, 9, 3)")
#> (range(3) == (0, 1, 2), [range(3)] == [(0, 1, 2)], range(0) == range(2, 1)) gives (False, False, True)
#> (isinstance(bytearray(b"a"), bytes), isinstance(bytes(bytearray(b"a")), bytes)) gives (False, True)


# Words and white space are those of Python: no joiners, no marks, and four separators more.
#> bool(re.fullmatch(r"[^\W_]", "\u200d")) gives False
#> bool(re.fullmatch(r"[\w-]+", "a\u0301")) gives False
#> bool(re.fullmatch(r"\w+", "Stra\u00dfe_9\u0664")) gives True
#> re.split(r"\s+", "a\x1cb \u00a0c") gives ["a", "b", "c"]
#> re.sub(r"\W+", "-", "a, b\u00e9", flags=re.ASCII) gives "a-b-"
#> bool(re.fullmatch(r"(?a)\w+", "\u00e9")) gives False


def found(path):
    document = ET.fromstring("<a><b n='1'>x</b><b n='2'>y</b></a>")
    return [part.text for part in document.findall(path)]


#> found("b[@n='2']") gives ["y"]
#> found("b[@n='1'']") gives raises SyntaxError
#> found("b[@n='a''b']") gives raises SyntaxError
#> found("b[contains(@n, '1')]") gives raises SyntaxError
#> found("b[@n='1' or @n='2']") gives raises SyntaxError


# What a program gives to a function, and what plain objects do not take part in.
def counted(function):
    def inner(*args):
        inner.calls += 1
        return function(*args)

    inner.calls = 0
    return inner


double = counted(lambda n: n * 2)


def called():
    double(1), double(2)
    return double.calls, hasattr(double, "calls"), getattr(double, "limit", 3)


#> called() gives (2, True, 3)
#> double.limit gives raises AttributeError


class Plain:
    pass


def iterable(thing):
    try:
        iter(thing)
    except TypeError:
        return False
    return True


#> (iterable([]), iterable(Plain()), iterable(5)) gives (True, False, False)
#> len(Plain()) gives raises TypeError
#> Plain() + 1 gives raises TypeError


import enum
import functools
import typing


class Numbers(typing.List[int]):
    def __init__(self, numbers=()):
        super().__init__(numbers)


class Greeting(enum.Enum):
    HELLO = enum.member(functools.partial("Hello, {}!".format))
    SHORT = ("Hi {}".format,)

    def __call__(self, name):
        value = self.value[0] if isinstance(self.value, tuple) else self.value
        return value(name)


#> (sum(Numbers([1, 2])), isinstance(Numbers(), list)) gives (3, True)
#> (Greeting.HELLO("Ada"), {g.name: g for g in Greeting}["SHORT"]("Bo")) gives ("Hello, Ada!", "Hi Bo")
