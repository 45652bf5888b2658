# What is never taken is never begun, and `__dict__` passes by what a class says of a name.
#> mapped([1, 'x']) gives 2
#> filtered([1, 'x']) gives 2
#> described(3) gives 4
#> described(-1) gives raises ValueError
#> viewed(b'abc') gives 97
#> viewed('abc') gives raises TypeError
def _checked(thing):
    if not isinstance(thing, int):
        raise TypeError("no number")
    return thing


def mapped(things):
    map(_checked, things)
    return len(things)


def filtered(things):
    filter(_checked, things)
    return len(things)


class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return instance.__dict__[self.name]

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError("below zero")
        instance.__dict__[self.name] = value


class Account:
    balance = Positive()

    def __init__(self, balance):
        self.balance = balance


def described(n):
    return Account(n).balance + 1


def viewed(data):
    return memoryview(data)[0]
