# What answers are put together from: exceptions of their own, iterators, enumerations, records of octets.
#> own_exception('x') gives (1, 'x', ('x',))
#> its_code('x') gives 7
#> its_text('x') gives ('403 x', 'x', 403)
#> shown('x') gives ("ValueError('x')", "Odd('x')", "KeyError('a', 1)")
#> passed_up('x') gives (7, 'Odd')
#> member('joined') gives 'joined_on'
#> member('x') gives 'name'
#> members() gives (['name_of', 'joined'], True, 2)
#> names(b'a1 one\nb2 two\n') gives (['a1', 'one', 'b2', 'two'], b'a', 'b')
#> counted_down([3, 1, 2]) gives ([3, 2, 1], [4, 3, 2], 3)
#> octets(b'\x01\x00\x00\x00\x07') gives (1, 7, b'\x00\x01', 5, (1792,))
#> laid_out(-2, b'ab') gives ((-2, b'ab', True), b'\x00\x00\x00\x07ab\x01')
#> aligned() gives (8, 5, 10)
#> signed(b'\xff\xfe') gives (-2, 65279, 0)
#> rows([1, 2, 3, 4, 5]) gives [(1, 2), (3, 4)]
#> batches([1, 2, 3, 4, 5]) gives [[1, 2], [3, 4], [5]]
#> some(10) gives ([0, 1], 2, [2, 5, 8], [7, 8, 9])
#> looked_up('alpha') gives ('ALPHA', 'none')
#> called('a-b-c') gives (['a', 'b-c'], 'A-B-C')
#> cased('ÄÖ straße') gives ('äö strasse', 'äö STRASSE', 'Äö Straße')
#> returned([1, 2]) gives [1, 2, 'done']
#> strictly([1, 2], [3]) gives raises ValueError
#> strictly([1, 2], [3, 4]) gives [(1, 3), (2, 4)]
#> in_ascii('ä\n€') gives ("'\\xe4\\n\\u20ac'", "'ä\\n€'")
#> whole(10) gives True
#> whole(11) gives False
#> parted('a1b22c') gives (['a', '1', 'b', '22', 'c'], ['a', 'b', '', 'c'], ['a', None, 'b', None, 'c'])
#> same(2) gives 3
#> layered('a') gives (1, ['a', 'b'], 0)
#> layered('z') gives raises KeyError
#> passed_on(3) gives (13, 4, 5)
import contextlib
import dataclasses
import itertools
import operator
import os
import re
import struct
from collections import ChainMap
from enum import Enum


class Odd(ValueError):
    def __init__(self, what, *, code=1):
        super().__init__(what)
        self.code = code


class Refused(Exception):
    status = 403

    def __init__(self, reason):
        Exception.__init__(self, f"{self.status} {reason}")
        self.reason = reason


def own_exception(x):
    try:
        raise Odd(x)
    except Odd as odd:
        return odd.code, str(odd), odd.args


def its_code(x):
    try:
        raise Odd(x, code=7)
    except ValueError as odd:
        return odd.code


def its_text(x):
    try:
        raise Refused(x)
    except Refused as refused:
        return str(refused), refused.reason, refused.status


def shown(x):
    return repr(ValueError(x)), repr(Odd(x)), f"{KeyError('a', 1)!r}"


def passed_up(x):
    try:
        try:
            return int(x)
        except ValueError as error:
            raise Odd("no number", code=7) from error
    except Odd as odd:
        return odd.code, type(odd).__name__


class Key(str, Enum):
    name_of = "name"
    joined = "joined_on"


def member(text):
    return Key.__members__.get(text, Key.name_of).value


def members():
    return list(Key.__members__), "joined" in Key.__members__, len(Key.__members__)


def names(data):
    return os.fsdecode(data).split(), os.fsencode("a"), os.fsdecode("b")


class Countdown:
    def __init__(self, items):
        self.items = sorted(items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop()


def counted_down(items):
    return list(Countdown(items)), [n + 1 for n in Countdown(items)], max(Countdown(items))


def octets(data):
    code, number = struct.Struct("!BI").unpack(data)
    return code, number, struct.pack(">H", code), struct.calcsize("!BI"), struct.unpack_from("<H", data, 3)


def laid_out(number, word):
    return struct.unpack("<h2s?x", b"\xfe\xff" + word + b"\x01\x00"), struct.pack("!I2sB", 7, word, 1)


def aligned():
    return struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("@q2s")


def signed(data):
    return int.from_bytes(data, "big", signed=True), int.from_bytes(data, "little"), int.from_bytes(b"", "big")


def rows(items):
    return list(zip(*[iter(items)] * 2))


def batches(items):
    iterator = iter(items)
    return list(iter(lambda: list(itertools.islice(iterator, 2)), []))


def some(n):
    numbers = iter(range(n))
    first = list(itertools.islice(numbers, 2))
    return first, next(numbers), list(itertools.islice(range(n), 2, 9, 3)), list(itertools.islice(numbers, 4, None))


class Lazy:
    def __getattr__(self, name):
        if name.startswith("a"):
            return name.upper()
        raise AttributeError(name)


def looked_up(name):
    return getattr(Lazy(), name), getattr(Lazy(), "b", "none")


def called(text):
    return operator.methodcaller("split", "-", maxsplit=1)(text), operator.methodcaller("upper")(text)


def cased(text):
    return text.casefold(), text.swapcase(), text.title()


def returned(items):
    def inner():
        yield from items
        return "done"

    def outer():
        result = yield from inner()
        yield result

    return list(outer())


def strictly(a, b):
    return list(zip(a, b, strict=True))


def in_ascii(text):
    return ascii(text), repr(text)


def whole(n):
    return (n / 2).is_integer()


def parted(text):
    return re.split(r"(\d+)", text), re.split(r"\d", text), re.split(r"(x)|\d+", text)


def same(n):
    with contextlib.nullcontext(n) as one:
        return one + 1


def layered(key):
    maps = ChainMap({"a": 1}, {"a": 2, "b": 3})
    return maps[key], sorted(maps), maps.get("z", 0)


@dataclasses.dataclass
class Limits:
    low: int
    high: dataclasses.InitVar[int] = 10

    def __post_init__(self, high):
        self.top = self.low + high


def passed_on(n):
    return Limits(n).top, Limits(n, high=1).top, Limits(n, 2).top
