# Where a match stands, and searches that begin further on.
#> places('a12b345') gives (1, 3, (1, 3), (4, 7))
#> groups('x=10') gives (0, 2, (2, 4), (-1, -1))
#> tokens('12 + (3)') gives ['12', '+', '(', '3', ')']
#> put_in('2*3+1') gives '6+1'
#> further('zä1ö2') gives [(2, 3), (4, 5)]
#> named('k: v') gives {'key': 'k', 'value': 'v'}
import re

TOKEN = re.compile(r"\s*(\d+|[-+*/()])")
NUMBER = re.compile(r"\d+")


def places(text):
    found = NUMBER.search(text)
    later = NUMBER.search(text, found.end())
    return found.start(), found.end(), found.span(), later.span()


def groups(text):
    found = re.match(r"(\w)=(\d+)(;)?", text)
    return found.start(1), found.start(2), found.span(2), found.span(3)


def tokens(text):
    at, all = 0, []
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(text)
        all.append(found[1])
        at = found.end()
    return all


def put_in(text):
    found = re.search(r"(\d+)\*(\d+)", text)
    value = int(found[1]) * int(found[2])
    return text[: found.start()] + str(value) + text[found.end():]


def further(text):
    return [found.span() for found in NUMBER.finditer(text)]


def named(text):
    return re.match(r"(?P<key>\w+): (?P<value>\w+)", text).groupdict()
