# Templates (PEP 750) of Python 3.14: texts and values apart.
#> texts('Ada') gives ('SELECT ', ' AND ', '')
#> values('Ada') gives ('Ada', 3)
#> kinds('Ada') gives ['str', 'value Ada', 'str', 'value 3']
#> is_text('Ada') gives False
from string.templatelib import Interpolation, Template


def made(name):
    return t"SELECT {name} AND {1 + 2}"


def texts(name):
    return made(name).strings


def values(name):
    return made(name).values


def kinds(name):
    found = []
    for part in made(name):
        if isinstance(part, Interpolation):
            found.append(f"value {part.value}")
        elif isinstance(part, str):
            found.append("str")
    return found


def is_text(name):
    return isinstance(made(name), str) or not isinstance(made(name), Template)
