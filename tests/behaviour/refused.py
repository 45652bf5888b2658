# What objects promise and refuse, what stands in the screen's place, and what never ends.
#> printed() gives 'a b\nc'
#> into_file() gives 'x'
#> to_stdout() gives 'hi\nyo'
#> errors() gives 'e\n'
#> slots() gives raises AttributeError
#> slots_ok() gives (1, 2)
#> slots_child() gives 3
#> slots_text() gives raises AttributeError
#> slots_dc() gives raises AttributeError
#> pushed() gives ['f', 'out a']
#> moved() gives ['body', 'out a']
#> moved_kept() gives ['in', 'closed', 'out a']
#> counted() gives (0, 1, 10, 15)
#> count_loop() gives [5, 6, 7]
#> count_zip() gives [(1, 'a'), (2, 'b')]
#> count_map() gives [(0, 'a'), (1, 'b')]
#> cause() gives ('KeyError', True)
#> context() gives 'KeyError'
#> scanned() gives [('N', '12'), ('O', '+'), ('N', '3')]
#> fields() gives ['x', 'y']
#> group() gives 2
#> cycle() gives ['a', 'b', 'a']
#> notes() gives ['seen']
#> meta() gives ['A', 'B']
#> closing() gives ['open', 'closed']
#> protocol() gives True
#> translated() gives 'a<10>b'
#> by_index() gives 'xbx'
import contextlib
import dataclasses
import io
import itertools
import re
import sys
import typing
from contextlib import ExitStack, redirect_stderr, redirect_stdout


def printed():
    out = io.StringIO()
    with redirect_stdout(out):
        print("a", "b")
        print("c", end="")
    return out.getvalue()


def into_file():
    out = io.StringIO()
    print("x", file=out, end="")
    return out.getvalue()


def to_stdout():
    out = io.StringIO()
    old = sys.stdout
    sys.stdout = out
    try:
        print("hi")
        sys.stdout.write("yo")
    finally:
        sys.stdout = old
    return out.getvalue()


def errors():
    out = io.StringIO()
    with redirect_stderr(out):
        print("e", file=sys.stderr)
    return out.getvalue()


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


def slots():
    s = Slotted(1, 2)
    s.c = 3
    return s.c


def slots_ok():
    s = Slotted(1, 1)
    s.b = 2
    return s.a, s.b


class Child(Slotted):
    pass


def slots_child():
    c = Child(1, 2)
    c.c = 3
    return c.c


class Single:
    __slots__ = "only"


def slots_text():
    s = Single()
    s.only = 1
    s.on = 2


@dataclasses.dataclass(slots=True)
class Point:
    x: int
    y: int = 0


def slots_dc():
    p = Point(1)
    p.z = 1


class Part:
    def __init__(self, seen, name, holds=False):
        self.seen, self.name, self.holds = seen, name, holds

    def __enter__(self):
        self.seen.append("in " + self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        self.seen.append("out " + self.name)
        return self.holds


def pushed():
    seen = []
    with ExitStack() as stack:
        stack.push(Part(seen, "a"))
        stack.push(lambda kind, error, trace: seen.append("f"))
    return seen


def moved():
    seen = []
    with ExitStack() as stack:
        stack.push(Part(seen, "a"))
        with stack.pop_all():
            seen.append("body")
    return seen


def moved_kept():
    seen = []
    with ExitStack() as stack:
        stack.push(Part(seen, "a"))
        seen.append("in")
        kept = stack.pop_all()
    seen.append("closed")
    kept.close()
    return seen


def counted():
    a = itertools.count()
    b = itertools.count(10, 5)
    return next(a), next(a), next(b), next(b)


def count_loop():
    found = []
    for n in itertools.count(5):
        if n > 7:
            break
        found.append(n)
    return found


def count_zip():
    return list(zip(itertools.count(1), "ab"))


def count_map():
    ids = itertools.count()
    return [(next(ids), name) for name in "ab"]


def cause():
    try:
        try:
            {}["x"]
        except KeyError as e:
            raise ValueError("v") from e
    except ValueError as e:
        return type(e.__cause__).__name__, e.__suppress_context__


def context():
    try:
        try:
            {}["x"]
        except KeyError:
            raise ValueError("v")
    except ValueError as e:
        return type(e.__context__).__name__


def scanned():
    scanner = re.Scanner([
        (r"\d+", lambda s, t: ("N", t)),
        (r"[+*-]", lambda s, t: ("O", t)),
        (r"\s+", None),
    ])
    tokens, rest = scanner.scan("12 + 3")
    return tokens


def fields():
    return [f.name for f in dataclasses.fields(Point)]


def group():
    return len(dataclasses.fields(Point(1, 2)))


def cycle():
    c = itertools.cycle("ab")
    return [next(c), next(c), next(c)]


def notes():
    try:
        e = ValueError("x")
        e.add_note("seen")
        raise e
    except ValueError as e:
        return e.__notes__


class Named(type):
    known = []

    def __new__(mcls, name, bases, body):
        mcls.known.append(name)
        return super().__new__(mcls, name, bases, body)


class A(metaclass=Named):
    pass


class B(A):
    pass


def meta():
    return Named.known


def closing():
    seen = []

    class Door:
        def close(self):
            seen.append("closed")

    with contextlib.closing(Door()):
        seen.append("open")
    return seen


@typing.runtime_checkable
class Closes(typing.Protocol):
    def close(self): ...


def protocol():
    class Door:
        def close(self):
            pass

    return isinstance(Door(), Closes)


class Readable(dict):
    def __missing__(self, code):
        shown = chr(code) if chr(code).isprintable() else f"<{code}>"
        self[code] = shown
        return shown


def translated():
    return "a\nb".translate(Readable())


class OneSign:
    def __getitem__(self, code):
        if code != ord("a"):
            raise LookupError(code)
        return "x"


def by_index():
    return "aba".translate(OneSign())
