"""Generators that nobody asks, keys of dicts, sequence patterns, attributes given to a class later."""

import io
import re
from email.utils import getaddresses, parseaddr
from typing import NamedTuple


def checked(things):
    for thing in things:
        if not isinstance(thing, str):
            raise ValueError("no text")
        yield thing


async def waited(things):
    raise ValueError("never begins")


def dropped(things):
    checked(things)
    return things


def not_awaited(things):
    waited(things)
    return things


def asked(things):
    return list(checked(things))


def kind(subject):
    match subject:
        case [*things]:
            return len(things)
        case _:
            return "no sequence"


class Lamp:
    """Something to teach."""


def taught():
    Lamp.shine = lambda self, times: "light" * times
    return Lamp().shine(2)


def taught_below():
    class Lantern(Lamp):
        """A lamp as well."""

    setattr(Lamp, "price", 7)
    return Lantern.price + Lantern().price



class Order(NamedTuple):
    sql: str
    values: tuple = ()

    @property
    def short(self):
        return self.sql[:3]


class Action:
    known = {}

    def __init_subclass__(cls, /, name=None, **others):
        super().__init_subclass__(**others)
        cls.known[name or cls.__name__.lower()] = cls

    def run(self, text):
        raise NotImplementedError


class Shout(Action, name="shout"):
    def run(self, text):
        return text.upper()


class Greet(Action):
    def run(self, text):
        return "Hello " + text


def acted(name, text):
    return Action.known[name]().run(text)


def spread(*parts):
    return list(parts)


def named():
    order = Order("SELECT 1", (1, 2))
    sql, values = order
    match order:
        case [first, _]:
            matched = first
    return spread(*order), sql, values, order[1], len(order), order == ("SELECT 1", (1, 2)), order.short, matched, "x" in order


def or_raise(text):
    text.startswith("a") or refuse(text)
    return text


def refuse(text):
    raise ValueError(text)

#> dropped([1]) gives [1]
#> not_awaited([1]) gives [1]
#> asked(["a"]) gives ["a"]
#> asked([1]) gives raises ValueError
#> kind(["a", "b"]) gives 2
#> kind(("a",)) gives 1
#> kind({"a": 1}) gives "no sequence"
#> kind({"a"}) gives "no sequence"
#> kind("ab") gives "no sequence"
#> kind(b"ab") gives "no sequence"
#> kind(7) gives "no sequence"
#> kind(None) gives "no sequence"
#> kind(iter(["a"])) gives "no sequence"
#> {"b": 1, "a": 2}.keys() == {"a", "b"} gives True
#> {"b": 1}.keys() == {"a", "b"} gives False
#> {"a": 1}.keys() <= {"a", "b"} gives True
#> {"a": 1, "c": 2}.keys() - {"a", "b"} == {"c"} gives True
#> list({"b": 1, "a": 2}.keys()) gives ["b", "a"]
#> sorted({"b": 1, "a": 2}.keys()) gives ["a", "b"]
#> ",".join({"b": 1, "a": 2}.keys()) gives "b,a"
#> len({"b": 1, "a": 2}.keys()) gives 2
#> taught() gives "lightlight"
#> taught_below() gives 14
#> io.TextIOWrapper(io.BytesIO(b"one\r\ntwo"), encoding="utf-8").read() gives "one\ntwo"
#> parseaddr("Ada <ada@example.org>") gives ("Ada", "ada@example.org")
#> parseaddr("ada@example.org\nBcc: all@school.example") gives ("", "ada@example.org")
#> getaddresses(["a@x.org, Bea <b@y.org>"]) gives [("", "a@x.org"), ("Bea", "b@y.org")]
#> getaddresses(["a@x.org\nBcc: b@y.org"]) gives [("", "a@x.org"), ("", "b@y.org")]
#> getaddresses(['"A, B" <a@x.org>']) gives [("A, B", "a@x.org")]
#> named() gives (["SELECT 1", (1, 2)], "SELECT 1", (1, 2), (1, 2), 2, True, "SEL", "SELECT 1", False)
#> Order("a") gives ("a", ())
#> or_raise("ab") gives "ab"
#> or_raise("b") gives raises ValueError
#> acted("shout", "a") gives "A"
#> acted("greet", "a") gives "Hello a"
#> acted("Action", "a") gives raises KeyError
#> re.compile(r"[-+*^()]").match("a+", 1).group() gives "+"
#> re.compile(r"[^a]").match("ab", 1).group() gives "b"
#> b"a\r\nb\n".splitlines(True) gives [b"a\r\n", b"b\n"]
#> b"a\nb".splitlines() gives [b"a", b"b"]
#> io.BytesIO(b"a\nb").readline() gives b"a\n"
