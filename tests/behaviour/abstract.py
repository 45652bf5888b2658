# What abstract classes of collections bring, flags, metaclasses, attributes that are asked for.
#> Store("a").name gives 'a'
#> Store("b").name gives 'b'
#> Store() is Store() gives True
#> "csv_plugin" in Plugin gives True
#> list(Plugin) gives ['csv_plugin', 'xml_plugin']
#> len(Registry.known) gives 2
#> Registry.known["xml_plugin"]().run() gives 'xml'
#> Plugin.title gives 'Plugin'
#> [Registry.known[n]().run() for n in Plugin] gives ['csv', 'xml']
#> type(Store()).__name__ gives 'Store'
#> Lazy(a=1).a gives 1
#> tried(lambda: Lazy(a=1).b) gives 'AttributeError'
#> tried(lambda: setattr(Lazy(), "x", 1)) gives 'TypeError'
#> hasattr(Lazy(a=1), "b") gives False
#> getattr(Lazy(), "z", "d") gives 'd'
#> Frozen(a=1)["a"] gives 1
#> dict(Frozen(a=1, b=2)) gives {'a': 1, 'b': 2}
#> Frozen(a=1).get("z", 0) gives 0
#> list(Frozen(a=1).items()) gives [('a', 1)]
#> "a" in Frozen(a=1) gives True
#> Frozen(a=1) == {"a": 1} gives True
#> tried(lambda: Frozen()["x"]) gives 'KeyError'
#> len(Frozen(a=1).keys()) gives 1
#> Lower({"A": 1})["a"] gives 1
#> "A" in Lower({"a": 1}) gives True
#> Lower({"A": 1}).pop("A") gives 1
#> Lower(A=1) if False else list(Lower([("A", 1), ("a", 2)]).items()) gives [('a', 2)]
#> Lower({"X": 1}).setdefault("x", 5) gives 1
#> (lambda l: (l.update(B=2), sorted(l))[1])(Lower({"a": 1})) gives ['a', 'b']
#> Lower({"A": 1}).popitem() gives ('a', 1)
#> list(Stack(1, 2, 3)) gives [1, 2, 3]
#> 2 in Stack(1, 2) gives True
#> Stack(1, 2, 3).index(3) gives 2
#> list(reversed(Stack(1, 2))) gives [2, 1]
#> Stack(1, 1).count(1) gives 2
#> Stack(1, 2)[-1] gives 2
#> isinstance(Stack(), Sequence) gives True
#> repr(Rights.READ | Rights.RUN) gives '<Rights.READ|RUN: 5>'
#> (Rights.READ | Rights.WRITE).value gives 3
#> Rights.READ in Rights.ALL gives True
#> repr(Rights.ALL & ~Rights.READ) gives '<Rights.WRITE|RUN: 6>'
#> bool(Rights.READ & Rights.WRITE) gives False
#> repr(Rights(3)) gives '<Rights.READ|WRITE: 3>'
#> [r.name for r in Rights.ALL] gives ['READ', 'WRITE', 'RUN']
#> repr(Rights["RUN"]) gives '<Rights.RUN: 4>'
#> tried(lambda: Rights["NO"]) gives 'KeyError'
#> tried(lambda: Rights(64)) gives 'ValueError'
#> repr(Rights(0)) gives '<Rights: 0>'
#> len(Rights) gives 3
#> repr(list(Rights)) gives '[<Rights.READ: 1>, <Rights.WRITE: 2>, <Rights.RUN: 4>]'
#> repr(~Rights.ALL) gives '<Rights: 0>'
#> repr(Rights.READ ^ Rights.ALL) gives '<Rights.WRITE|RUN: 6>'
#> repr(Bits.A | 8) gives '<Bits.A|8: 9>'
#> int(Bits.A | Bits.C) gives 5
#> repr(Bits(3)) gives '<Bits.A|B: 3>'
#> Bits.A + 1 gives 2
#> Bits.B == 2 gives True
#> repr(Bits(0)) gives '<Bits: 0>'
#> repr(Bits.A | Bits.B | Bits.C) gives '<Bits.A|B|C: 7>'
#> repr(Bits["B"]) gives '<Bits.B: 2>'
#> Bits(9).value gives 9
#> isinstance(Bits.A, int) gives True
#> f"{Bits.A}" gives '1'
#> repr(Bits.A | Bits.B) gives '<Bits.A|B: 3>'
#> json.dumps(Rights.READ.value) gives '1'
from collections.abc import Mapping, MutableMapping, Sequence
from enum import Flag, IntFlag, auto


class Frozen(Mapping):
    def __init__(self, *args, **kwargs):
        self._data = dict(*args, **kwargs)

    def __getitem__(self, key):
        return self._data[key]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


class Lower(MutableMapping):
    def __init__(self, pairs=()):
        self._data = {}
        self.update(pairs)

    def __getitem__(self, key):
        return self._data[key.lower()]

    def __setitem__(self, key, value):
        self._data[key.lower()] = value

    def __delitem__(self, key):
        del self._data[key.lower()]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


class Stack(Sequence):
    def __init__(self, *items):
        self._items = items

    def __getitem__(self, at):
        return self._items[at]

    def __len__(self):
        return len(self._items)


class Rights(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    ALL = READ | WRITE | RUN


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


class Single(type):
    made = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **kwargs)
        return cls.made[cls]


class Store(metaclass=Single):
    def __init__(self, name="x"):
        self.name = name


class Registry(type):
    known = {}

    def __new__(mcls, name, bases, space, **options):
        cls = super().__new__(mcls, name, bases, space)
        if options.get("register", True):
            mcls.known[name.lower()] = cls
        return cls

    def __contains__(cls, name):
        return name in cls.known

    def __iter__(cls):
        return iter(sorted(cls.known))

    def __len__(cls):
        return len(cls.known)

    @property
    def title(cls):
        return cls.__name__.title()


class Plugin(metaclass=Registry, register=False):
    pass


class csv_plugin(Plugin):
    def run(self):
        return "csv"


class xml_plugin(Plugin):
    def run(self):
        return "xml"


class Lazy:
    def __init__(self, **known):
        self.__dict__["_known"] = known

    def __getattr__(self, name):
        try:
            return self._known[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        raise TypeError("read only")

    def __dir__(self):
        return sorted(self._known)


def tried(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__
