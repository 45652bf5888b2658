"""Calls that are refused, objects that answer for themselves, and what they give otherwise."""
import errno, json, struct, uuid
from dataclasses import KW_ONLY, InitVar, asdict, dataclass, field, replace
from enum import Enum, Flag, IntEnum, auto
from functools import cached_property
from http import HTTPMethod, HTTPStatus
from itertools import count


def outcome(call, *args, **named):
    try:
        return call(*args, **named)
    except Exception as error:
        return type(error).__name__, str(error)


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)


@dataclass
class Near(Point):
    y: int = 5
    z: int = 9


@dataclass
class Named:
    a: int
    _: KW_ONLY
    b: int = 2
    c: InitVar[int] = 3
    total: int = field(init=False, default=0)

    def __post_init__(self, c):
        self.total = self.a + self.b + c


@dataclass(kw_only=True)
class Form:
    question: str | None = None
    options: list | None = None


class Bare:
    pass


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1


class Planet(Enum):
    EARTH = (6.0, 2.0)
    MARS = (4.0, 4.0)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def ratio(self):
        return self.mass / self.radius


class Right(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    BOTH = READ | WRITE


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Row:
    def __init__(self, *cells):
        self.cells = cells

    def __len__(self):
        return len(self.cells)

    def __getitem__(self, at):
        return self.cells[at]

    def __add__(self, other):
        return Row(*self.cells, *other.cells) if isinstance(other, Row) else NotImplemented

    def __reversed__(self):
        return iter(["r", *self.cells])


class Costly:
    asked = 0

    @cached_property
    def worth(self):
        self.asked += 1
        return self.asked


class Guarded:
    def __init__(self, name):
        super().__setattr__("name", name)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} stays")


class Doubled:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)


def matched(value):
    match value:
        case Color.RED:
            return "red"
        case Point(x=0):
            return "zero"
    return "no"


def given(generator):
    made = [next(generator)]
    try:
        next(generator)
    except StopIteration as stop:
        made.append(stop.value)
    return made


def once():
    yield 1
    return "done"


def system(*told):
    error = OSError(*told)
    return type(error).__name__, error.errno, error.strerror, error.filename, str(error)


def caught():
    try:
        raise OSError(errno.ENOENT, "No such file", "x.txt")
    except FileNotFoundError as error:
        return error.filename


def changed(name, values):
    held = {1, 2, 3}
    getattr(held, name)(*values)
    return sorted(held)


#> outcome(Point) gives ('TypeError', "Point.__init__() missing 1 required positional argument: 'x'")
#> outcome(Point, 1, 2, [], 4) gives ('TypeError', 'Point.__init__() takes from 2 to 4 positional arguments but 5 were given')
#> outcome(Point, 1, x=2) gives ('TypeError', "Point.__init__() got multiple values for argument 'x'")
#> outcome(Point, 1, q=2) gives ('TypeError', "Point.__init__() got an unexpected keyword argument 'q'")
#> outcome(Form, question="a", votes=3) gives ('TypeError', "Form.__init__() got an unexpected keyword argument 'votes'")
#> outcome(Form, "a") gives ('TypeError', 'Form.__init__() takes 1 positional argument but 2 were given')
#> Form(**{"options": [1]}).options gives [1]
#> outcome(replace, Point(1), q=2) gives ('TypeError', "Point.__init__() got an unexpected keyword argument 'q'")
#> replace(Point(1, 2), y=3).y gives 3
#> outcome(Named, 1, 2) gives ('TypeError', 'Named.__init__() takes 2 positional arguments but 3 were given')
#> Named(1, b=5, c=0).total gives 6
#> asdict(Named(1)) gives {'a': 1, 'b': 2, 'total': 6}
#> repr(Named(1)) gives 'Named(a=1, b=2, total=6)'
#> outcome(Bare, 1) gives ('TypeError', 'Bare() takes no arguments')
#> (Near(1).y, Near(1, 2, [], 4).z, Near(1, 2).z) gives (5, 4, 9)
#> Point(1, 2) == Point(1, 2, ["t"]) gives True
#> Point(1, 2) == Point(1, 3) gives False
#> [c.name for c in Color] gives ['RED', 'GREEN']
#> len(Color) gives 2
#> Color["CRIMSON"].name gives 'RED'
#> outcome(Color, 9) gives ('ValueError', '9 is not a valid Color')
#> outcome(setattr, Color, "RED", 5) gives ('AttributeError', "cannot reassign member 'RED'")
#> (b"x" == Color.RED, 2.5 == Color.RED, {1} == Color.RED, None == Color.RED) gives (False, False, False, False)
#> [matched(v) for v in (Color.RED, Color.GREEN, b"x", 2.5, [1])] gives ['red', 'no', 'no', 'no', 'no']
#> (isinstance(Color.RED, int), isinstance(Level.LOW, int), isinstance(Color.RED, (str, dict))) gives (False, True, False)
#> Planet.MARS.ratio gives 1.0
#> Planet((6.0, 2.0)).mass gives 6.0
#> [r.name for r in Right] gives ['READ', 'WRITE', 'RUN']
#> (Right(3).name, Right(5).value, bool(Right(0)), Right.READ in Right.BOTH, len(Right)) gives ('BOTH', 5, False, True, 3)
#> (Right.READ | Right.WRITE) == Right.BOTH gives True
#> (list(Row(4, 5)), max(Row(3, 9)), [*Row(1, 2)], sorted(Row(2, 1)), list(reversed(Row(1)))) gives ([4, 5], 9, [1, 2], [1, 2], ['r', 1])
#> outcome(lambda: Row(1) + 1) gives ('TypeError', "unsupported operand type(s) for +: 'Row' and 'int'")
#> list(Row(1) + Row(2)) gives [1, 2]
#> outcome(lambda: b"a" + "b") gives ('TypeError', "can't concat str to bytes")
#> (lambda c: (c.worth, c.worth, c.asked, "worth" in vars(c)))(Costly()) gives (1, 1, 1, True)
#> outcome(setattr, Guarded("a"), "name", "b") gives ('AttributeError', 'name stays')
#> Guarded("a").name gives 'a'
#> (lambda d: (setattr(d, "n", 4), d.n))(Doubled()) gives (None, 8)
#> given(once()) gives [1, 'done']
#> next(n for n in count(3) if n > 5) gives 6
#> next(m for n in count(3) if (m := n * 2) > 9) gives 10
#> (lambda g: (next(g), next(g)))(n * n for n in count(2)) gives (4, 9)
#> system(2, "No such file", "x.txt") gives ('FileNotFoundError', 2, 'No such file', 'x.txt', "[Errno 2] No such file: 'x.txt'")
#> system(13, "Permission denied") gives ('PermissionError', 13, 'Permission denied', None, '[Errno 13] Permission denied')
#> caught() gives 'x.txt'
#> errno.errorcode[errno.EACCES] gives 'EACCES'
#> changed("intersection_update", [{2, 9}]) gives [2]
#> changed("difference_update", [[1]]) gives [2, 3]
#> changed("symmetric_difference_update", [{3, 4}]) gives [1, 2, 4]
#> changed("update", [[4], (5,)]) gives [1, 2, 3, 4, 5]
#> outcome(changed, "remove", [9]) gives ('KeyError', '9')
#> (HTTPStatus.NOT_FOUND.value, HTTPStatus(200).phrase, HTTPStatus.CREATED == 201, f"{HTTPStatus.OK}", HTTPMethod.GET.value) gives (404, 'OK', True, '200', 'GET')
#> struct.unpack(">HIh", struct.pack(">HIh", 7, 1, -525)) gives (7, 1, -525)
#> struct.pack("<q", -2) gives b'\xfe\xff\xff\xff\xff\xff\xff\xff'
#> struct.unpack("bB", b"\xff\xff") gives (-1, 255)
#> outcome(struct.pack, "B", 300)[0] gives 'error'
#> (uuid.UUID(int=1) < uuid.UUID(int=2), uuid.UUID("12345678123456781234567812345678").version, uuid.UUID(int=5).fields[5]) gives (True, None, 5)
#> json.dumps([float("inf"), float("-inf"), float("nan")]) gives '[Infinity, -Infinity, NaN]'
#> "{!r} {!s} {!a}".format("é", "é", "é") gives "'é' é '\\xe9'"
#> "{:{}{}}|{:>{w}}|{}".format("x", "^", 5, "y", "z", w=3) gives '  x  |  y|z'
