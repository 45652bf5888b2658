# Days and hours, heaps, settings in sections, decorators that are objects, and what shows itself.
#> day('2026-11-27') gives [2026, 11, 27, 4, '2026-11-27', '2026-11-27', '27.11.2026']
#> moment() gives [9, 5, '2026-11-27T09:05:03', '2026-11-27 09:05:03', '2026-11-27 09:05:03', '09:05', '2026-11-27']
#> later(90) gives '2027-01-01 00:30'
#> iso('2026-11-27T10:20:30') gives (2026, 11, 27, 10, 20, 30)
#> iso('x') gives 'no'
#> stamped('27.11.2026 08:05') gives (2026, 11, 27, 8, 5)
#> parsed('2026-02-30') gives raises ValueError
#> age('2026-11-25', '2026-11-27') gives 2
#> over('2026-11-25T00:00:00+00:00', '2026-11-27T00:00:00+00:00') gives [True, True, False]
#> shown_day() gives 'datetime.date(2026, 1, 2) datetime.timedelta(seconds=3600)'
#> since() gives 1767225600.0
#> zone() gives '1970-01-01T00:00:00+00:00'
#> seconds() gives 93603.0
#> smallest([5, 1, 4]) gives [0, 1, 4, 5]
#> queue(['b', 'a', 'c']) gives ('a', 1)
#> largest([3, 9, 4]) gives [9, 4, 3, 1, 2, 5]
#> settings('[door]\ncode = 12\nopen = yes\n') gives ['12', 12, True, '-']
#> missing('[door]\ncode = 12\n') gives raises KeyError
#> sections('[a]\nx=1\n[b]\ny: 2\n# no\n') gives [['a', 'b'], {'y': '2'}, False, True, [('x', '1')]]
#> filled('[DEFAULT]\nhome = /srv\n[a]\npath = %(home)s/x\ndeep = %(path)s/%%y %(Path)s\nbad = 5%\nno = %(none)s\nme = %(me)s\nodd = %(home)d\nempty = %()s\ntail = a%%\n') gives ['/srv/x', '/srv/x/%y /srv/x', 'InterpolationSyntaxError', 'InterpolationMissingOptionError', 'InterpolationDepthError', 'InterpolationSyntaxError', 'InterpolationSyntaxError', 'a%']
#> fallback('[a]\nx=1\n') gives ['none', True, False]
#> closed([1, 2]) gives ['closed']
#> delegated() gives [1, 2]
#> shown('Ada') gives "Person(name='Ada', age=0) Person(name='Ada', age=2)"
#> shown_hidden('Ada') gives "Person(name='Ada', age=0)"
#> ordered() gives [True, 1, True, 1]
#> frozen() gives "cannot assign to field 'x'"
#> total('1+2-3') gives 0
#> last_parts('x.y.z') gives [['y', 'z'], ['x.y', 'z'], ('x.y', '.', 'z')]
#> registered('two') gives 2
#> by_class('two') gives [22, ['one', 'two']]
#> once(3) gives [6, 6, 1]
#> memo(10) gives 55
#> single(1) gives 'int'
#> single('a') gives 'str'
#> single([1]) gives 'list'
#> single(1.5) gives 'other'
#> chained() gives [1, 2, 3]
#> tabled('b') gives 2
#> chunk('abcdefg') gives ['abc', 'def', 'g']
#> partitioned('a=b=c') gives ['a', '=', 'b=c', 'a=b']
#> translate('a-b') gives '_b'
#> nested(3) gives '[[[[]]]]'
#> deque_() gives [[0, 2, 3], 0, 2]
#> default() gives {'a': [1], 'b': []}
#> view() gives b'cd'
#> fraction('1/3') gives '1/2'
#> joined(['a', 'b']) gives 'a,b'
#> unpack([1, 2, 3, 4]) gives [1, [2, 3], 4]
#> walrus('a1b22') gives ['1', '22']
#> strenum('red') gives [True, True, 'red', ['RED', 'BLUE'], True]
#> typed({'name': 'Ada', 'age': 3}) gives 'Ada'
#> text_io('a\nb\n') gives ['a\n', 'b\n', 4, 'a\nb\n']
#> shl('a "b c" d') gives [['a', 'b c', 'd'], "'a b' c"]
#> templ('Hello $name') gives 'Hello Ada'
#> suppressed() gives 2
#> nullctx() gives 3
#> calendar_() gives [True, 28]
#> zfill(7) gives ['007', '00007', '7', '007', '111', '   7']
import calendar
import collections
import configparser
import contextlib
import dataclasses
import datetime
import enum
import functools
import heapq
import io
import itertools
import re
import shlex
import string
import types
import typing
from collections import defaultdict, deque
from fractions import Fraction


def day(text):
    d = datetime.date.fromisoformat(text)
    return [d.year, d.month, d.day, d.weekday(), str(d), d.isoformat(), d.strftime("%d.%m.%Y")]


def moment():
    m = datetime.datetime(2026, 11, 27, 9, 5, 3)
    return [m.hour, m.minute, m.isoformat(), str(m), m.strftime("%Y-%m-%d %H:%M:%S"), f"{m:%H:%M}", m.date().isoformat()]


def later(minutes):
    m = datetime.datetime(2026, 12, 31, 23, 0) + datetime.timedelta(minutes=minutes)
    return m.isoformat(sep=" ", timespec="minutes")


def iso(text):
    try:
        return datetime.datetime.fromisoformat(text).timetuple()[:6]
    except ValueError:
        return "no"


def stamped(text):
    m = datetime.datetime.strptime(text, "%d.%m.%Y %H:%M")
    return (m.year, m.month, m.day, m.hour, m.minute)


def parsed(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d").day


def age(a, b):
    return (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days


def over(a, b):
    first, second = datetime.datetime.fromisoformat(a), datetime.datetime.fromisoformat(b)
    return [first < second, (second - first) > datetime.timedelta(days=1), first.tzinfo is None]


def shown_day():
    return repr(datetime.date(2026, 1, 2)) + " " + repr(datetime.timedelta(hours=1))


def since():
    return datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc).timestamp()


def zone():
    return datetime.datetime.fromtimestamp(0, datetime.timezone.utc).isoformat()


def seconds():
    return datetime.timedelta(days=1, hours=2, seconds=3).total_seconds()


def smallest(items):
    heapq.heapify(items)
    heapq.heappush(items, 0)
    return [heapq.heappop(items) for _ in range(len(items))]


def queue(items):
    heap = []
    for at, item in enumerate(items):
        heapq.heappush(heap, (item, at))
    return heapq.heappop(heap)


def largest(items):
    return heapq.nlargest(2, items) + heapq.nsmallest(1, items) + list(heapq.merge([1, 5], [2]))


def settings(text):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    return [parser["door"]["code"], parser.getint("door", "code"), parser.getboolean("door", "open"), parser["door"].get("x", "-")]


def filled(text):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    found = []
    for name in ["path", "deep", "bad", "no", "me", "odd", "empty", "tail"]:
        try:
            found.append(parser.get("a", name))
        except configparser.Error as error:
            found.append(type(error).__name__)
    return found


def missing(text):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    return parser["window"]["code"]


def sections(text):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    return [parser.sections(), dict(parser["b"]), parser.has_section("c"), parser.has_option("a", "x"), parser.items("a")]


def fallback(text):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_file(io.StringIO(text))
    return [parser.get("a", "y", fallback="none"), "a" in parser, "y" in parser["a"]]


def closed(items):
    log = []

    def reader():
        try:
            for item in items:
                yield item
        finally:
            log.append("closed")
    g = reader()
    next(g)
    g.close()
    return log


def delegated():
    def inner():
        yield 1
        return 2

    def outer():
        got = yield from inner()
        yield got
    return list(outer())


@dataclasses.dataclass
class Person:
    name: str
    age: int = 0
    secret: str = dataclasses.field(default="s", repr=False)


def shown(name):
    return f"{Person(name)} {Person(name, 2)!r}"


def shown_hidden(name):
    return str(Person(name, secret="x"))


@dataclasses.dataclass(order=True, frozen=True)
class Point:
    x: int
    y: int


def ordered():
    return [Point(1, 2) < Point(1, 3), sorted([Point(2, 1), Point(1, 1)])[0].x, Point(1, 2) == Point(1, 2), len({Point(1, 2), Point(1, 2)})]


def frozen():
    try:
        Point(1, 2).x = 3
    except dataclasses.FrozenInstanceError as e:
        return str(e)


def total(text):
    return sum(int(m) for m in re.findall(r"[+-]?\d+", text))


def last_parts(text):
    return [text.split(".")[-2:], text.rsplit(".", 1), text.rpartition(".")]


ACTIONS = {}


def action(name):
    def keep(function):
        ACTIONS[name] = function
        return function
    return keep


@action("two")
def _two():
    return 2


def registered(name):
    return ACTIONS[name]()


class Registry:
    def __init__(self):
        self.known = {}

    def __call__(self, function):
        self.known[function.__name__.lstrip("_")] = function
        return function


register = Registry()


@register
def _one():
    return 1


@register
def two():
    return 22


def by_class(name):
    return [register.known[name](), sorted(register.known)]


def once(n):
    calls = []

    @functools.lru_cache(maxsize=None)
    def f(x):
        calls.append(x)
        return x * 2
    return [f(n), f(n), len(calls)]


def memo(n):
    @functools.cache
    def fib(k):
        return k if k < 2 else fib(k - 1) + fib(k - 2)
    return fib(n)


@functools.singledispatch
def single(x):
    return "other"


@single.register
def _(x: int):
    return "int"


@single.register(str)
def _(x):
    return "str"


@single.register(list)
def _(x):
    return "list"


class Slotted:
    __slots__ = ("a",)

    def __init__(self):
        self.a = 1


def chained():
    return list(itertools.chain.from_iterable([[1], [2, 3]]))


def tabled(key):
    return types.MappingProxyType({"a": 1, "b": 2})[key]


def chunk(text):
    return [text[i:i + 3] for i in range(0, len(text), 3)]


def partitioned(text):
    key, sep, value = text.partition("=")
    return [key, sep, value, text.rpartition("=")[0]]


def translate(text):
    return text.translate(str.maketrans({"-": "_", "a": None}))


def nested(n):
    def build(k):
        return [] if k == 0 else [build(k - 1)]
    return str(build(n))


def deque_():
    d = deque([1, 2, 3], maxlen=3)
    d.append(4)
    d.appendleft(0)
    return [list(d), d.popleft(), len(d)]


def default():
    d = defaultdict(list)
    d["a"].append(1)
    d["b"]
    return dict(d)


def view():
    return bytes(memoryview(b"abcdef")[2:4])


def fraction(text):
    return str(Fraction(text) + Fraction(1, 6))


def joined(items):
    return functools.reduce(lambda a, b: a + "," + b, items)


def unpack(items):
    first, *middle, last = items
    return [first, middle, last]


def walrus(text):
    at, found = 0, []
    while m := re.compile(r"\d+").search(text, at):
        found.append(m[0])
        at = m.end()
    return found


class Rights(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


class Colour(str, enum.Enum):
    RED = "red"
    BLUE = "blue"


def strenum(text):
    return [Colour(text) is Colour.RED, Colour(text) == "red", Colour.RED.value, [c.name for c in Colour], text in [c.value for c in Colour]]


class Animal(typing.TypedDict):
    name: str
    age: int


def typed(d):
    return Animal(**d)["name"]


class Pair(typing.NamedTuple):
    a: int
    b: str = "x"


def text_io(text):
    f = io.StringIO(text)
    return [f.readline(), f.read(), f.tell(), f.getvalue()]


def shl(text):
    return [shlex.split(text), shlex.join(["a b", "c"])]


def templ(text):
    return string.Template(text).substitute(name="Ada")


def suppressed():
    with contextlib.suppress(KeyError, ValueError):
        {}["x"]
        return 1
    return 2


def nullctx():
    with contextlib.nullcontext(3) as x:
        return x


def calendar_():
    return [calendar.isleap(2024), calendar.monthrange(2026, 2)[1]]


def zfill(n):
    return [str(n).zfill(3), f"{n:05d}", f"{n:x}", "%03d" % n, format(n, "b"), f"{n!r:>4}"]


#> chosen('abc') gives [['ab', 'ac', 'bc'], [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')]]
def chosen(text):
    pairs = ["".join(pair) for pair in itertools.combinations(text, 2)]
    return [pairs, list(itertools.permutations(text, 2))]


Row = collections.namedtuple("Row", "key value", defaults=[5])


#> rows() gives [5, 2, ('a', 5)]
#> row_without() gives raises TypeError
def rows():
    return [Row("a").value, Row("a", 2).value, tuple(Row(key="a"))]


def row_without():
    return Row()


#> taken_out() gives [1, 5, 7, 9]
#> put_in() gives ['x', 1, 'y', 3]
def taken_out():
    numbers = list(range(10))
    numbers[2:5] = [0]
    del numbers[::2]
    return numbers


def put_in():
    numbers = list(range(4))
    numbers[::2] = "xy"
    return numbers


class Plain:
    def say(self):
        return "plain"


class Loud(Plain):
    def say(self):
        return "loud " + super().say()


class Short(Plain):
    def say(self):
        return "short " + super().say()


class Both(Loud, Short):
    def say(self):
        return "both " + super().say()


#> said() gives 'both loud short plain'
def said():
    return Both().say()


#> forgotten() gives [True, False]
def forgotten():
    both = Both()
    both.name = "b"
    before = hasattr(both, "name")
    del both.name
    return [before, hasattr(both, "name")]
