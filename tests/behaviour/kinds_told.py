# Which of several types a value is of that are followed alike, as `CPython` 3.11 tells it.
#> shown() gives ('range(1, 9, 2)', 'range(0, 2)', 'frozenset({1})', 'frozenset()', "bytearray(b'x')", 'deque([1, 2])')
#> kinds() gives ('range', 'frozenset', 'bytearray', 'deque')
#> tests() gives (False, False, True, True, True)
#> bounds() gives (1, 9, 2, 4)
#> limited() gives ([0, 3], 2, None, 'deque([0, 3], maxlen=2)')
#> frozen() gives raises AttributeError
#> together() gives (('x', '1', '2'), ('1', '2', 'y'), ('1', '2', '3', '4'), (1, 2, 1, 2))
#> one_of_two(True) gives 'b'
#> one_of_two(False) gives 'nothing'
from collections import deque, namedtuple
from typing import NamedTuple

Pair = namedtuple("Pair", "a b")


class Both(NamedTuple):
    a: str
    b: str


def shown():
    values = range(1, 9, 2), range(2), frozenset([1]), frozenset(), bytearray(b"x"), deque([1, 2])
    return tuple(repr(value) for value in values)


def kinds():
    values = range(3), frozenset(), bytearray()
    return (*[type(value).__name__ for value in values], "deque" if type(deque()) is deque else "")


def tests():
    values = range(3), frozenset(), bytearray(b"x")
    return (
        isinstance(values[0], tuple),
        isinstance(values[1], set),
        isinstance(values[2], (bytes, bytearray)),
        isinstance(deque(), deque),
        type(values[0]) is range,
    )


def bounds():
    numbers = range(1, 9, 2)
    return numbers.start, numbers.stop, numbers.step, len(numbers)


def limited():
    last = deque([1, 2, 3], maxlen=2)
    last.appendleft(0)
    last = deque([*last][:1] + [3], maxlen=2)
    return list(last), last.maxlen, deque().maxlen, repr(last)


def frozen():
    frozenset([1]).add(2)


def together():
    return ("x",) + Pair("1", "2"), Both("1", "2") + ("y",), Both("1", "2") + Pair("3", "4"), Pair(1, 2) * 2


def one_of_two(there):
    match ("a=b" if there else "").partition("="):
        case ("a", "=", rest):
            return rest
    return "nothing"
