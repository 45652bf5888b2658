import operator
import re
from bisect import bisect_left, bisect_right, insort
from string import Formatter

NAME = re.compile(
    r"""
    \A [a-z]              # a letter first
    [a-z0-9 #]{1,3} \ !   # and what follows
    \Z
    """,
    re.VERBOSE,
)


class Plain(Formatter):
    def get_field(self, field_name, args, kwargs):
        if field_name not in kwargs:
            raise KeyError(field_name)
        return kwargs[field_name], field_name


def parsed(text):
    return list(Formatter().parse(text))


def sorted_in(values):
    kept = []
    for value in values:
        insort(kept, value)
    return kept, bisect_left(kept, 2), bisect_right(kept, 2)


def put(pairs, key, value):
    operator.setitem(pairs, key, value)
    operator.delitem(pairs, "old")
    return pairs, operator.getitem(pairs, key)


MISSING = object()


def changed(pairs, form):
    for key in ("a", "c"):
        value = form.get(key, MISSING)
        if value is not MISSING:
            pairs[key] = value
    return pairs


def shown(user):
    return f"{user=}", f"{user=:>5}", f"{user = !s}"


#> parsed("a {b!r:>4} {{c}} {}") gives [("a ", "b", ">4", "r"), (" {", None, None, None), ("c}", None, None, None), (" ", "", "", None)]
#> parsed("}") gives raises ValueError
#> parsed("a {b") gives raises ValueError
#> Plain().format("Hi {name:>4}, {{x}}", name="Ada") gives "Hi  Ada, {x}"
#> Plain().format("{name.real}", name="Ada") gives raises KeyError
#> Formatter().format("{0[k]} {} {n!r}", {"k": 1}, n=2) gives "1 {'k': 1} 2"
#> changed({"a": 1}, {"a": None, "b": 2}) gives {"a": None}
#> "{0.__class__}".format("a") gives "<class 'str'>"
#> sorted_in([3, 1, 2, 2]) gives ([1, 2, 2, 3], 1, 3)
#> put({"old": 1}, "a", 2) gives ({"a": 2}, 2)
#> shown("a\n") gives ("user='a\\n'", "user=   a\n", "user = a\n")
#> NAME.match("ab# !") is not None gives True
#> NAME.match("ab!") is None gives True
#> str(b"a\xff", "latin-1") gives "a\xff"
#> str(b"\xff", encoding="utf-8", errors="replace") gives "\ufffd"
#> str(b"\xff", encoding="utf-8") gives raises UnicodeDecodeError
