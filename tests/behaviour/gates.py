# What a program reads from outside and asks about: addresses, cookies, documents, settings, lines of a size; and contexts
# of coroutines whose block raises.
#
#> unmapped("::ffff:10.0.0.1") gives ("10.0.0.1", True, False, "IPv4Address('10.0.0.1')")
#> unmapped("2001:db8::7") gives ("2001:db8::7", False, True, "IPv6Address('2001:db8::7')")
#> unmapped("10.0.0.1") gives ("10.0.0.1", True, False, "IPv4Address('10.0.0.1')")
#> by_case("::ffff:10.0.0.1") gives "10.0.0.1"
#> by_case("::1") gives "::1"
#> by_case("192.0.2.1") gives "192.0.2.1"
#> masks("10.0.0.0/255.255.0.0") gives (16, "10.0.0.0/255.255.0.0", "0.0.255.255", True)
#> cookie("sid=a; Path=/x; HttpOnly; theme=\"d\\073k\"") gives [("sid", "a", "/x", True), ("theme", "d;k", "", "")]
#> cookie("a=1; bad; b=2") gives []
#> line_of_cookie("s", "a\r\nSet-Cookie: x=1") gives "Set-Cookie: s=\"a\\015\\012Set-Cookie: x=1\"; HttpOnly; Path=/"
#> line_of_cookie("a b", "1") gives raises CookieError
#> entity("<!DOCTYPE a [<!ENTITY x 'y&z;'><!ENTITY z '!'>]><a>&x;</a>") gives "y!"
#> entity("<a>&x;</a>") gives "ParseError"
#> converted("[a]\nports = 80, 443\n") gives ([80, 443], [80, 443], None)
#> sized("abc\ndef\n", 2) gives ["ab", "c\n", "de", "f\n", ""]
#> sized("a\x0bb", 9) gives ["a\x0bb", ""]
#> as_ascii("é\u2028") gives ("'\\xe9\\u2028'", "'\\xe9\\u2028'", "'\\xe9\\u2028'")
#> undone() gives (["do", "undo late"], "ValueError")
#> no_data_class([1]) gives "TypeError"
#> made_class() gives ("Made", 6, "root", True, ["Made", "Root", "object"], ["Root"])
#> inside_of_others() gives [True, True, False, True, False, True]
#> fits(r"\07[\0-\37]\101(a)\1", "\x07\x1bAaa") gives True
#> fits(r"\377", "\xff") gives True
#> fits("é", "É") gives True
#> fits("[a-z]é", "AÉ") gives True
#> byte_in(b"a\n") gives [True, False]
#> spread_out({"b": 2}) gives {"a": 1, "b": 2}
#> spread_out([1]) gives raises TypeError
#> read_only() gives ["AttributeError", "AttributeError", 7]
#> not_finite(1.5) gives "1.5"
#> not_finite(float("nan")) gives raises ValueError
#> not_finite([{"a": float("inf")}]) gives raises ValueError

import asyncio
import configparser
import contextlib
import dataclasses
import io
import ipaddress
import json
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from http.cookies import SimpleCookie


def unmapped(text):
    address = ipaddress.ip_address(text)
    address = getattr(address, "ipv4_mapped", None) or address
    four = isinstance(address, ipaddress.IPv4Address)
    return str(address), four, isinstance(address, ipaddress.IPv6Address), repr(address)


def by_case(text):
    match ipaddress.ip_address(text):
        case ipaddress.IPv6Address(ipv4_mapped=ipaddress.IPv4Address() as inner):
            return str(inner)
        case outer:
            return str(outer)


def masks(text):
    network = ipaddress.ip_network(text)
    return network.prefixlen, network.with_netmask, str(network.hostmask), isinstance(network, ipaddress.IPv4Network)


def cookie(text):
    read = SimpleCookie(text)
    return [(name, read[name].value, read[name]["path"], read[name]["httponly"]) for name in sorted(read)]


def line_of_cookie(name, value):
    made = SimpleCookie()
    made[name] = value
    made[name]["path"] = "/"
    made[name]["httponly"] = True
    return made.output()


def entity(text):
    try:
        return ET.fromstring(text).text
    except ET.ParseError as error:
        return type(error).__name__


def converted(text):
    parser = configparser.ConfigParser(converters={"ports": lambda value: [int(p) for p in value.split(",")]})
    parser.read_string(text)
    return parser.getports("a", "ports"), parser["a"].getports("ports"), parser["a"].getports("none")


def sized(text, size):
    file = io.StringIO(text)
    lines = [file.readline(size)]
    while lines[-1]:
        lines.append(file.readline(size))
    return lines


def as_ascii(text):
    return f"{text!a}", "%a" % text, "{!a}".format(text)


def undone():
    log = []

    @contextlib.asynccontextmanager
    async def taken():
        log.append("do")
        try:
            yield
        except ValueError as error:
            log.append(f"undo {error}")
            raise

    async def waits():
        await asyncio.sleep(0)
        raise ValueError("late")

    async def work():
        async with taken():
            await waits()

    async def both():
        return await asyncio.gather(work(), return_exceptions=True)

    (ended,) = asyncio.run(both())
    return log, type(ended).__name__


def no_data_class(value):
    try:
        return dataclasses.astuple(value)
    except TypeError as error:
        return type(error).__name__


class Fixed:
    @property
    def size(self):
        return 3

    def _get(self):
        return self._width

    def _set(self, value):
        self._width = value

    width = property(_get, _set)
    height = property(_get)


def read_only():
    fixed, out = Fixed(), []
    for name in ("size", "height"):
        try:
            setattr(fixed, name, 5)
        except AttributeError as error:
            out.append(type(error).__name__)
    fixed.width = 7
    return out + [fixed.width]


def not_finite(value):
    return json.dumps(value, allow_nan=False)


class Root:
    def who(self):
        return "root"


def made_class():
    made = type("Made", (Root,), {"size": 3, "double": lambda self: self.size * 2})
    thing = made()
    above = [c.__name__ for c in made.__mro__], [c.__name__ for c in made.__bases__]
    return made.__name__, thing.double(), thing.who(), isinstance(thing, Root), *above


@dataclasses.dataclass
class Pair:
    x: int


def inside_of_others():
    return [
        [Decimal("1.50")] == [Decimal("1.5")],
        [(1, Decimal("1.0"))] == [(1, Decimal("1"))],
        {"a": Decimal("1")} == {"a": Decimal("2")},
        [Pair(1), (Pair(2),)] == [Pair(1), (Pair(2),)],
        (Pair(1), 2) == (Pair(2), 2),
        [Pair(1)] != [Pair(3)],
    ]


def fits(pattern, text):
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


def byte_in(data):
    return [10 in data, 0x1B in data]


def spread_out(more):
    return {**{"a": 1}, **more}
