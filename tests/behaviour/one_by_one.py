# Iterators that are asked one by one: what others take from them, where they end, and what nobody asks for. Tuples whose
# fields have names as the base of a class; methods that know whose they are.
#
#> grouper("ABCDEFG", 3, "x") gives [('A', 'B', 'C'), ('D', 'E', 'F'), ('G', 'x', 'x')]
#> batches("ABCDEFG", 3) gives [('A', 'B', 'C'), ('D', 'E', 'F'), ('G',)]
#> groups("AAABBC") gives [('A', 'A', ['A', 'A']), ('B', 'B', ['B']), ('C', 'C', [])]
#> ever("AAAABBBCCDAABBB") gives ['A', 'B', 'C', 'D']
#> windowed([1, 2, 3, 4, 5], 3) gives [(1, 2, 3), (2, 3, 4), (3, 4, 5)]
#> running([5.0, 9.0, 4.0]) gives [5.0, 7.0, 5.0]
#> before() gives 'ABCdEfGhI'
#> neighbours([0, 1, 2, 3, 4, 5]) gives ([False, False, True, True, True, False], 1)
#> lazy_any() gives (True, False, [1, 2, 1, 2])
#> lazy_in() gives (True, [3], False, True)
#> lazy_enumerate() gives [(1, 10), (2, 11), (3, 12), (0, 'a', 'b'), (1, 'c', None)]
#> lazy_raise() gives [1, 2, 'bad', 1, 'bad']
#> lazy_zip() gives ([(0, 1), (2, 3), (4, 5)], [(1, 1), (2, 2), (3, 3)], [(1, 1), (2, 2)])
#> lazy_chain() gives ['a', 'x', 'late']
#> sum(1 for _ in zip(three(), range(2))), list(enumerate(three(), 1)) gives (2, [(1, 1), (2, 2), (3, 3)])
#> list(map(lambda a, b: a + b, three(), [1, 2])), list(map(pow, [2, 3], repeat(2))), list(zip("ab", repeat(1))) gives ([2, 4], [4, 9], [('a', 1), ('b', 1)])
#> take_while_rest() gives ([1, 2], [3])
#> [list(g) for _, g in groupby([1, 1, 2], key=lambda x: x > 1)] gives [[1, 1], [2]]
#> {k: list(v) for k, v in groupby(sorted(["ab", "a", "c"], key=len), len)} gives {1: ['a', 'c'], 2: ['ab']}
#> [len(list(g)) for k, g in groupby("aab") if k == "a"] gives [2]
#> list(islice(count(5, 2), 3)), list(accumulate([1, 2, 3])), list(accumulate([1, 2], initial=5)), list(pairwise("abc")) gives ([5, 7, 9], [1, 3, 6], [5, 6, 8], [('a', 'b'), ('b', 'c')])
#> list(zip_longest("ab", "c", fillvalue="-")), list(starmap(pow, [(2, 3)])), list(compress("abc", [1, 0, 1])) gives ([('a', 'c'), ('b', '-')], [8], ['a', 'c'])
#> list(chain([1], (x for x in [2])), ), list(chain.from_iterable(["ab", "c"])), list(islice(cycle("ab"), 5)) gives ([1, 2], ['a', 'b', 'c'], ['a', 'b', 'a', 'b', 'a'])
#> tees() gives (1, [1, 2, 3], [2, 3])
#> [x for x in map(str, [1, 2])], tuple(filter(None, [0, 1, 2])), dict(zip("ab", map(int, "12"))) gives (['1', '2'], (1, 2), {'a': 1, 'b': 2})
#> sorted(map(len, ["aa", "b"])), max(map(len, ["aa", "b"])), "".join(map(str, [1, 2])) gives ([1, 2], 2, '12')
#> next(filter(str.isdigit, "ab1"), None), next((c for c in "ab1" if c.isdigit()), None), next(iter([]), 0) gives ('1', '1', 0)
#> unpack() gives (1, [2, 3], 1, 2, ['2', '3'])
#> next_of_cycle() gives ['A', 'D', 'B']
#> list(chain("a", tail())) gives ['a', 'x']
#> repr(A(1, 2)), A(1, 2).a, A(a=1, b=2) == (1, 2) gives ('A(a=1, b=2)', 1, True)
#> repr(B(1, 2)), B(1, 2).b, B._fields gives ('B(a=1, b=2)', 2, ('a', 'b'))
#> repr(C(1, 2)), C(1, 2).total(), C(1)._asdict() gives ('C(a=1, b=2)', 3, {'a': 1, 'b': 7})
#> repr(D(1)), D(1).x gives ('D(x=1)', 1)
#> repr(E(1, 2)), repr(E(1, 2)._replace(a=3)), repr(E._make([4, 5])) gives ('E(a=1, b=2)', 'E(a=3, b=2)', 'E(a=4, b=5)')
#> local_name() gives ('Flag', 'Flag', 'Flag')
#> K(1) == 1, K(1) != 1, K(1) == K(1), 1 == K(1) gives (False, True, True, False)
#> [].append.__self__, K(1).m.__self__.v gives ([], 1)
#> getattr(object, "ask", None) is None, hasattr(object, "ask"), hasattr(int, "nope"), hasattr(dict, "get") gives (True, False, False, True)
#> getattr(str, "nope", 3), getattr(list, "append", None) is None gives (3, False)
#> b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"a-b".translate(None, b"-") gives (b'xyc', b'ab')
#> "a" + os.path.sep + os.pardir, os.sep.join(["a", "b"]), os.sep in "a/b", os.path.sep in "ab" gives ("a/..", "a/b", True, False)
#> unless_inside("/srv/up", "/srv/private/key") gives raises ValueError
#> merged(sum, {1: 1, 2: 2}, {1: 10, 2: 20}) gives {1: 11, 2: 22}
import os
from collections import defaultdict, deque, namedtuple
from heapq import heappush, heappushpop
from itertools import (
    accumulate, chain, compress, count, cycle, filterfalse, groupby, islice, pairwise, repeat, starmap, takewhile, tee,
    zip_longest,
)
from typing import NamedTuple


def three():
    yield 1
    yield 2
    yield 3


def tail():
    yield "x"


def grouper(iterable, n, fill):
    args = [iter(iterable)] * n
    return list(zip_longest(*args, fillvalue=fill))


def batches(iterable, n):
    def inner():
        it = iter(iterable)
        while batch := tuple(islice(it, n)):
            yield batch

    return list(inner())


def groups(text):
    return [(k, next(g), list(g)) for k, g in groupby(text)]


def ever(iterable):
    def inner():
        seen = set()
        for element in filterfalse(seen.__contains__, iterable):
            seen.add(element)
            yield element

    return list(inner())


def windowed(seq, n):
    def inner():
        window = deque(maxlen=n)
        missing = n
        for _ in map(window.append, seq):
            missing -= 1
            if not missing:
                missing = 1
                yield tuple(window)

    return list(inner())


def running(numbers):
    def inner():
        read = iter(numbers).__next__
        low, high = [], []
        try:
            while True:
                heappush(low, -heappushpop(high, read()))
                yield -low[0]
                heappush(high, -heappushpop(low, -read()))
                yield (high[0] - low[0]) / 2
        except StopIteration:
            pass

    return list(inner())


def before():
    it = iter("ABCdEfGhI")
    after = []

    def first():
        for e in it:
            if e.isupper():
                yield e
            else:
                after.append(e)
                return

    a, b = first(), chain(after, it)
    return "".join(a) + "".join(b)


def neighbours(numbers):
    selected, again = tee(map(lambda x: x == 3, numbers))
    padded = chain([False], selected, [False])
    out = []
    a, b = next(padded), next(padded)
    for c in padded:
        out.append(any([a, b, c]))
        a, b = b, c
    return out, sum(again)


def lazy_any():
    seen = []

    def check(x):
        seen.append(x)
        if x == 3:
            raise ValueError(x)
        return x == 2

    return any(check(x) for x in [1, 2, 3]), all(map(lambda x: not check(x), [1, 2, 3])), seen


def lazy_in():
    it = iter([1, 2, 3])
    return 2 in it, list(it), 5 in three(), 2 in (x for x in [1, 2])


def lazy_enumerate():
    out = []
    for n, x in enumerate(count(10), 1):
        if n > 3:
            break
        out.append((n, x))
    it = iter("abc")
    for n, c in enumerate(it):
        out.append((n, c, next(it, None)))
    return out


def lazy_raise():
    log = []
    try:
        for n in map(int, ["1", "2", "x", "3"]):
            log.append(n)
    except ValueError:
        log.append("bad")
    try:
        for n in (int(t) for t in ["1", "x"]):
            log.append(n)
    except ValueError:
        log.append("bad")
    return log


def lazy_zip():
    it = iter(range(6))
    return [(a, b) for a, b in zip(it, it)], list(zip(three(), three())), list(zip([1, 2], three()))


def lazy_chain():
    def late():
        yield "x"
        raise ValueError("late")

    out = []
    try:
        for x in chain(["a"], late(), ["b"]):
            out.append(x)
    except ValueError:
        out.append("late")
    return out


def take_while_rest():
    it = iter([1, 2, 9, 3])
    return list(takewhile(lambda x: x < 5, it)), list(it)


def tees():
    a, b = tee(three())
    return next(a), list(b), list(a)


def unpack():
    a, *b = map(int, "123")
    first, second = (x for x in [1, 2])
    return a, b, first, second, [*map(str, b)]


def next_of_cycle():
    its = map(iter, ["ABC", "D"])
    its = cycle(islice(its, 2))
    return [next(next(its)) for _ in range(3)]


class A(namedtuple("A", ("a", "b"))):
    pass


class B(namedtuple("B", "a b")):
    __slots__ = ()


class C(namedtuple("C", ["a", "b"], defaults=[7])):
    def total(self):
        return self.a + self.b


class D(NamedTuple):
    x: int = 0


E = namedtuple("E", ("a", "b"))


def local_name():
    class Flag:
        pass

    return Flag.__name__, Flag().__class__.__name__, type(Flag()).__name__


class K:
    def __init__(self, v):
        self.v = v

    def m(self):
        return self.v

    def __eq__(self, other):
        if not isinstance(other, K):
            return NotImplemented
        return self.v == other.v


def merged(function, *dicts):
    values = defaultdict(lambda: [].append)
    for one in dicts:
        for k, v in one.items():
            values[k](v)
    return {k: function(v.__self__) for k, v in values.items()}


def unless_inside(base, full):
    if not (full != base and not full.startswith(base + os.path.sep)):
        return full
    else:
        raise ValueError(full)
