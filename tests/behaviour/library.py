import collections
import io
import itertools
import unicodedata
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum, auto
from fractions import Fraction
import re


class Sort(StrEnum):
    NAME = auto()
    JOINED_ON = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = auto()


class Colour(Enum):
    RED = "r"


def sums(numbers):
    return list(itertools.accumulate(numbers))


def groups(text):
    return [(key, len(list(items))) for key, items in itertools.groupby(text)]


def counted(text):
    return collections.Counter(text).most_common(1)


def lines(text):
    with io.StringIO(text) as file:
        first = file.readline()
        return first, file.read()


def control(text):
    return [unicodedata.category(letter) for letter in text]


def member(value):
    chosen = Sort(value)
    return f"{chosen}", chosen.name, chosen is Sort.NAME


def levels():
    return [level.value for level in Level], Colour["RED"].value


def escaped(text):
    return re.sub(r"([%_!])", r"!\1", text)


def parts(data):
    return data.partition(b"."), data.split(b"."), data.startswith((b"a", b"b")), data.strip(b"a")


def errors_of_bytes():
    log = b"fine\nan ERROR here\r\nERROR\n"
    return re.findall(rb"^.*ERROR.*$", log, re.MULTILINE), re.findall(rb"^error", log, re.M | re.I)


def left_over(order):
    match order:
        case {"dish": str(dish), **rest}:
            return dish, rest
    return None


#> sums([1, 2, 3]) gives [1, 3, 6]
#> groups("aab") gives [("a", 2), ("b", 1)]
#> counted("abca") gives [("a", 2)]
#> lines("a\nb\nc") gives ("a\n", "b\nc")
#> control("a\n\x1b ") gives ["Ll", "Cc", "Cc", "Zs"]
#> member("name") gives ("name", "NAME", True)
#> member("pw_hash") gives raises ValueError
#> levels() gives ([1, 2], "r")
#> escaped("100%_") gives "100!%!_"
#> parts(b"a.b.c") gives ((b"a", b".", b"b.c"), [b"a", b"b", b"c"], True, b".b.c")
#> float(Fraction("1.5") * 2) gives 3.0
#> float(Decimal("7") - Decimal("10")) gives -3.0
#> {"a", "b"} <= {"a", "b", "c"} gives True
#> "ab".translate(str.maketrans("a", "x", "b")) gives "x"
#> bytes(None) gives raises TypeError
#> errors_of_bytes() gives ([b"an ERROR here\r", b"ERROR"], [b"ERROR"])
#> left_over({"dish": "soup", "count": 2, "more": None}) gives ("soup", {"count": 2, "more": None})
#> left_over({"dish": "soup"}) gives ("soup", {})
#> left_over({"count": 2}) gives None


PLAIN_LINE = re.compile(r"^[^a-f<>]+$", re.IGNORECASE | re.MULTILINE)


def plain_lines(text):
    return PLAIN_LINE.findall(text), bool(PLAIN_LINE.fullmatch("xyz")), bool(PLAIN_LINE.fullmatch("xyA"))

#> plain_lines("xyz\nxyF\nx<y") gives (['xyz'], True, False)
