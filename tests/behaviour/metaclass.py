# Metaclasses, and `super()` under any name of the object.
#> c() gives 1
#> d() gives 'B!'
#> e() gives 2
#> f() gives ['G', 'H']
class N(type):
    def __new__(mcls, name, bases, body):
        body["mark"] = name + "!"
        return super().__new__(mcls, name, bases, body)


class C(metaclass=N):
    def x(self):
        return 1


class B(C):
    pass


def c():
    return B().x()


def d():
    return B.mark


class Base:
    def __init__(this, n):
        this.n = n


class Heir(Base):
    def __init__(this):
        super().__init__(2)


def e():
    return Heir().n


class O(type):
    known = []

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        O.known.append(name)


class G(metaclass=O):
    pass


class H(G):
    pass


def f():
    return O.known
