"""What an object holds by name is one with its dict, and an attribute that it has not is an error."""

import enum
import html.entities
import unicodedata
from dataclasses import MISSING, dataclass


class Member:
    kind = "member"

    def __init__(self):
        self.name, self.city = "Ada", "Oslo"


def updated():
    member = Member()
    vars(member).update({"city": "Rome"})
    member.__dict__["role"] = "guest"
    member.__dict__ |= {"name": "Bea"}
    return member.name, member.city, member.role


def both_ways():
    member = Member()
    held = vars(member)
    held["city"] = "Rome"
    member.name = "Bea"
    return member.city, held, sorted(member.__dict__), "name" in held, len(held)


def emptied():
    member = Member()
    vars(member).pop("name")
    del member.__dict__["city"]
    return vars(member), hasattr(member, "name")


def replaced():
    member = Member()
    member.__dict__ = dict(name="Cleo")
    return member.name, hasattr(member, "city")


def missing():
    return Member().role


def deleted():
    member = Member()
    del member.name
    return member.name


def caught():
    try:
        Member().role()
    except AttributeError as error:
        return str(error)


class Lines(list):
    write = list.append


def written():
    lines = Lines()
    lines.write("a")
    return list(lines)


class Right(enum.Flag):
    READ = 1
    WRITE = 2
    RUN = 4


def together():
    both = Right.READ | Right.WRITE
    both |= Right(0)
    return Right.READ in both, Right.RUN in both, both == Right(3), bool(both & Right.RUN), both.value


def others():
    return ~Right.READ == Right.WRITE | Right.RUN, [right.name for right in Right if right in Right(5)]


@dataclass
class Form:
    name: object
    city: object = None


def sent(form):
    both = Form(form.get("name", MISSING), form.get("city", MISSING))
    return [field for field in ("name", "city") if getattr(both, field) is not MISSING]


#> updated() gives ('Bea', 'Rome', 'guest')
#> both_ways() gives ('Rome', {'name': 'Bea', 'city': 'Rome'}, ['city', 'name'], True, 2)
#> emptied() gives ({}, False)
#> replaced() gives ('Cleo', False)
#> missing() gives raises AttributeError
#> deleted() gives raises AttributeError
#> caught() gives "'Member' object has no attribute 'role'"
#> written() gives ['a']
#> together() gives (True, False, True, False, 3)
#> others() gives (True, ['READ', 'RUN'])
#> sent({'city': 'Rome'}) gives ['city']
#> html.entities.name2codepoint['amp'] gives 38
#> html.entities.codepoint2name[235] gives 'euml'
#> [unicodedata.category(c) for c in 'aë\u0301Ж١«€中\u0378'] gives ['Ll', 'Ll', 'Mn', 'Lu', 'Nd', 'Pi', 'Sc', 'Lo', 'Cn']
