# Classes below built-in types, and what they change.
#
#> host("a.example") gives ("A.EXAMPLE", True, 9, "plain")
#> refused("a b") gives raises ValueError
#> tagged("x") gives ("<x>", "<x>", "x!", "(x)")
#> noted("x") gives (True, "x", "seen")
#> looked_up("attic") gives ("no attic", "cellar", "a.b")
#> filled() gives "Ada likes <food> in <place>"
#> counting() gives {"a": 1, "b": 2, "total": 3}
#> stacked() gives [1, 2, 2, 9]
#> asked_above() gives ("k=v", None, "?")
#> same_one() gives True
#> member("dark") gives ("night", "DARK")
#> member("bright") gives ("day", "DAY")
#> member("odd") gives raises ValueError
#> spelled() gives (3, True, "bc", "ab", "12", [1, 2, 3], 5, "(1,)", True)
#> degrees(21) gives (22, "21 C", True)
#> alike("Ada ") gives (True, False, True)
#> checked_age(7) gives (7, "_age")
#> checked_age(-1) gives raises ValueError
#> shape("round") gives "round or oval"
#> either_of(3) gives "number"
#> either_of(True) gives "number"
#> either_of(b"x") gives "octets"
#> either_of([1]) gives "other"

import enum
from collections import defaultdict


class Host(str):
    def __new__(cls, text):
        if " " in text:
            raise ValueError("no host")
        made = super().__new__(cls, text)
        made.checked = True
        return made

    def kind(self):
        return "plain" if self.isascii() else "odd"


def host(text):
    made = Host(text)
    return (made.upper(), made.checked, len(made), made.kind())


def refused(text):
    return Host(text)


class Tag(str):
    def __str__(self):
        return "<" + self + ">"

    def __format__(self, spec):
        return f"({self[:]})" if spec else str(self)

    def __mod__(self, other):
        return self[:] + other


def tagged(text):
    made = Tag(text)
    return (str(made), f"{made}", made % "!", f"{made:>3}")


class Noted(str):
    def __init__(self, text):
        self.note = "seen"


def noted(text):
    made = Noted(text)
    return (isinstance(made, str) and type(made) is not str, made, made.note)


class Rooms(dict):
    def __missing__(self, name):
        return "no " + name


def looked_up(name):
    rooms = Rooms(low="cellar")
    parts = defaultdict(lambda: ".", {"x": "a", "y": "b"})
    return (rooms[name], rooms["low"], parts["x"] + parts["z"] + parts["y"])


class Gaps(dict):
    def __missing__(self, key):
        return f"<{key}>"


def filled():
    return "{name} likes {food} in {place}".format_map(Gaps(name="Ada"))


class Counting(dict):
    def __init__(self, **given):
        super().__init__(given)
        self["total"] = sum(given.values())

    def __setitem__(self, key, value):
        super().__setitem__(key, int(value))


def counting():
    return Counting(a=1, b=2)


class Stack(list):
    def push(self, thing):
        self.append(thing)
        return self

    def append(self, thing):
        super().append(thing)
        super().append(thing)


def stacked():
    made = Stack([1]).push(2)
    made.extend([9])
    return made


class Asking(dict):
    def __getitem__(self, key):
        return key + "=" + super().__getitem__(key)

    def get(self, key, default=None):
        return super().get(key, default)


def asked_above():
    made = Asking(k="v")
    return (made["k"], made.get("x"), dict.get(made, "x", "?"))


class Only:
    one = None

    def __new__(cls):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one


def same_one():
    return Only() is Only()


class Theme(enum.Enum):
    DAY = "day"
    DARK = "night"

    @classmethod
    def _missing_(cls, value):
        return {"dark": cls.DARK, "bright": cls.DAY}.get(value)


def member(name):
    found = Theme(name)
    return (found.value, found.name)


def spelled():
    text = "abc"
    return (
        text.__len__(),
        text.__contains__("b"),
        text[text.__getitem__(0) == "a" :],
        "a".__add__("b"),
        (12).__str__(),
        [1].__add__([2, 3]),
        (2).__radd__(3),
        (1,).__repr__(),
        [1, 2].__contains__(2),
    )


class Degrees(int):
    def __str__(self):
        return f"{int(self)} C"


def degrees(number):
    made = Degrees(number)
    return (made + 1, str(made), made > 20)


class Name:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        own = other.text if isinstance(other, Name) else other
        return self.text.strip().lower() == own.strip().lower()


def alike(text):
    names = [Name("Bob"), Name("ada")]
    return (Name(text) in names, Name("Cleo") in names, text in names)


class Positive:
    def __set_name__(self, owner, name):
        self.place = "_" + name

    def __get__(self, holder, owner=None):
        return getattr(holder, self.place)

    def __set__(self, holder, value):
        if value < 0:
            raise ValueError("too small")
        setattr(holder, self.place, value)


class Person:
    age = Positive()

    def __init__(self, age):
        self.age = age


def checked_age(number):
    made = Person(number)
    return (made.age, *[name for name in vars(made)])


class Round:
    kind = "round"


class Oval:
    kind = "oval"


class Square:
    kind = "square"


def shape(name):
    thing = {"round": Round, "oval": Oval}.get(name, Square)()
    match thing:
        case Round() | Oval():
            return "round or oval"
        case Square(kind=kind):
            return kind


def either_of(thing):
    match thing:
        case int() | float():
            return "number"
        case bytes() | bytearray():
            return "octets"
        case _:
            return "other"
