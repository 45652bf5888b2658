# Exceptions that a context keeps from going on, and those that it does not.
#
#> swallowed(1) gives "on"
#> swallowed(None) gives "on"
#> passed_on("k") gives raises KeyError
#> by_class("value") gives ("ValueError", "on")
#> by_class("key") gives raises KeyError
#> by_class("none") gives (None, "on")
#> only_these("value") gives "on"
#> only_these("type") gives "on"
#> only_these("key") gives raises KeyError
#> told("bad") gives ["begin", "bad", "end", "on"]
#> told("") gives ["begin", "end", "on"]
#> turned("x") gives raises RuntimeError
#> cleaned("x") gives ["open", "close"]
#> both("key") gives "on"
#> backwards() gives (3, 1, 2)
#> parts() gives ([1, 9, 8, 4], ["a", "b"], [0, 1, 2])
#> best() gives [["kiwi", "fig"], "banana"]
#> moved() gives (2, 5, {"x": 2, "y": 5}, 1)
#> worded("a b; 'c'") gives ["git", "log", "a b; 'c'"]
#> line("two words") gives "git log 'two words'"
#> within("ab") gives (True, False, True, False)

import functools
import shlex
from contextlib import contextmanager, suppress
from typing import NamedTuple


@contextmanager
def quiet():
    try:
        yield
    except ValueError:
        pass


def swallowed(thing):
    with quiet():
        if thing is None or thing:
            raise ValueError("no")
    return "on"


def passed_on(thing):
    with quiet():
        raise KeyError(thing)
    return "on"


class Guard:
    def __init__(self):
        self.seen = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.seen = kind and kind.__name__
        return kind is not None and issubclass(kind, ValueError)


def fail(how):
    if how == "value":
        raise ValueError(how)
    if how == "type":
        raise TypeError(how)
    if how == "key":
        raise KeyError(how)


def by_class(how):
    guard = Guard()
    with guard:
        fail(how)
    return (guard.seen, "on")


def only_these(how):
    with suppress(TypeError, ValueError):
        fail(how)
    return "on"


@contextmanager
def telling(said):
    said.append("begin")
    try:
        yield
    except RuntimeError as problem:
        said.append(str(problem))
    finally:
        said.append("end")


def told(what):
    said = []
    with telling(said):
        if what:
            raise RuntimeError(what)
    said.append("on")
    return said


@contextmanager
def turning():
    try:
        yield
    except ValueError as problem:
        raise RuntimeError("turned") from problem


def turned(thing):
    with turning():
        raise ValueError(thing)


@contextmanager
def opened(said):
    said.append("open")
    try:
        yield said
    finally:
        said.append("close")


def cleaned(thing):
    said = []
    try:
        with opened(said):
            raise KeyError(thing)
    except KeyError:
        return said


def both(how):
    with suppress(KeyError), quiet():
        fail(how)
    return "on"


def backwards():
    first, *rest = sorted([1, 2, 3], key=functools.cmp_to_key(lambda a, b: b - a if 3 in (a, b) else a - b))
    return (first, *rest)


def parts():
    numbers = [1, 2, 3, 4]
    numbers[1:3] = [9, 8]
    letters = ["a", "x", "y", "b"]
    del letters[1:3]
    begun = [0]
    begun[1:] = (1, 2)
    return (numbers, letters, begun)


def longer(a, b):
    return len(b) - len(a)


def best():
    fruits = ["fig", "kiwi", "banana"]
    key = functools.cmp_to_key(longer)
    return [sorted(fruits, key=key)[1:], min(fruits, key=key)]


class Point(NamedTuple):
    x: int
    y: int


def moved():
    here = Point(1, 5)
    there = here._replace(x=2)
    return (there.x, there.y, there._asdict(), here.index(5))


def worded(text):
    return shlex.split(shlex.join(["git", "log", text]))


def line(text):
    return shlex.join(("git", "log", text))


def within(text):
    allowed = {"ab", "cd"}
    return ({text} <= allowed, allowed < {text}, allowed.issuperset([text]), allowed.isdisjoint({text}))
