"""Generators: nothing of one runs before something of it is asked for, and no more of it than is asked for."""

def threes():
    yield from range(3)


def evens():
    n = 0
    while True:
        n += 1
        if n % 2:
            continue
        if n > 8:
            break
        yield n


def pairs():
    for a in "ab":
        for b in (1, 2, 3):
            if a == "a" and b == 2:
                break
            yield a, b


def never_asked():
    out = []
    (out.append(x) for x in (1, 2))
    kept = (out.append(x) for x in (1, 2))
    mapped = map(out.append, (3, 4))

    def body():
        out.append(5)
        yield

    made = body()
    return out


def asked_later():
    out = []
    kept = (out.append(x) for x in (1, 2))
    mapped = map(out.append, (3,))
    out.append(0)
    list(kept)
    list(mapped)
    return out


def in_turn():
    log = []

    def first():
        for x in (1, 2):
            log.append(("first", x))
            yield x

    def second(numbers):
        for x in numbers:
            log.append(("second", x))
            yield x * 2

    return list(second(first())), log


def until(end):
    seen = []

    def numbers():
        for x in (1, 2, 3):
            seen.append(x)
            yield x

    for x in numbers():
        if x == end:
            break
    return seen


def saved_before():
    saved = []

    def checked():
        for x in (1, 2, 3):
            if x == 3:
                raise ValueError(x)
            yield x

    try:
        for x in checked():
            saved.append(x)
    except ValueError:
        return saved


def late():
    n = 1
    numbers = (x * n for x in (1, 2))
    n = 10
    return list(numbers)




def average():
    count, total, result = 0, 0, None
    while True:
        given = yield result
        count += 1
        total += given
        result = total / count


def averages(*numbers):
    asked = average()
    next(asked)
    return [asked.send(n) for n in numbers]


def too_early():
    average().send(3)


def closed():
    numbers = threes()
    next(numbers)
    numbers.close()
    return list(numbers)


def one_by_one():
    numbers = threes()
    return next(numbers), next(numbers), list(numbers), next(numbers, "end")


def down(n):
    if n:
        yield n
        yield from down(n - 1)


def with_its_end():
    def inner():
        yield 1
        return 5

    def outer():
        found = yield from inner()
        yield found

    return list(outer())


class Account:
    def __init__(self):
        self.run = self.running()
        next(self.run)

    def running(self):
        total = 0
        while True:
            given = yield total
            total += given

    def add(self, given):
        return self.run.send(given)


def account():
    mine, other = Account(), Account()
    mine.add(2)
    return mine.add(5), other.add(1)


def used():
    return (
        any(x > 2 for x in (1, 2, 3)),
        sorted(x for x in (3, 1)),
        ",".join(str(x) for x in (1, 2)),
        dict((x, 1) for x in "ab"),
        2 in (x for x in (1, 2)),
        bool(x for x in ()),
        [*(x for x in "ab")],
        dict(zip(threes(), evens())),
    )


#> list(threes()) gives [0, 1, 2]
#> list(evens()) gives [2, 4, 6, 8]
#> list(pairs()) gives [('a', 1), ('b', 1), ('b', 2), ('b', 3)]
#> never_asked() gives []
#> asked_later() gives [0, 1, 2, 3]
#> in_turn() gives ([2, 4], [('first', 1), ('second', 1), ('first', 2), ('second', 2)])
#> until(2) gives [1, 2]
#> saved_before() gives [1, 2]
#> late() gives [10, 20]
#> averages(1, 2, 6) gives [1.0, 1.5, 3.0]
#> too_early() gives raises TypeError
#> closed() gives []
#> one_by_one() gives (0, 1, [2], 'end')
#> list(down(4)) gives [4, 3, 2, 1]
#> with_its_end() gives [1, 5]
#> account() gives (7, 1)
#> used() gives (True, [1, 3], '1,2', {'a': 1, 'b': 1}, True, True, ['a', 'b'], {0: 2, 1: 4, 2: 6})
