"""What stands around a `yield` is entered once, and left when its block ends, however that happens."""

from contextlib import ExitStack, contextmanager


class Door:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("open")
        return self

    def __exit__(self, *why):
        self.log.append("shut")


def through(log, things):
    with Door(log) as door:
        for thing in things:
            door.log.append(thing)
            yield thing
    log.append("end")


def first_two():
    log = []
    way = through(log, "abc")
    next(way), next(way)
    return log + ["here"]


def all_of_them():
    log, found = [], []
    for thing in through(log, "ab"):
        found.append(thing)
    return found, log


def closed():
    log = []
    way = through(log, "ab")
    next(way)
    way.close()
    return log, list(way)


#> first_two() gives ["open", "a", "b", "here"]
#> all_of_them() gives (["a", "b"], ["open", "a", "b", "shut", "end"])
#> closed() gives (["open", "a", "shut"], [])


def told(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("done")


def summed():
    log, total = [], 0
    for number in told(log):
        total += number
    return total, log


#> summed() gives (3, ["done"])


def broken(log):
    with Door(log):
        yield 1
        raise KeyError("two")


def caught():
    log, found = [], []
    try:
        for number in broken(log):
            found.append(number)
    except KeyError:
        found.append("caught")
    return found, log


def left_early(log):
    for thing in "abc":
        with Door(log):
            if thing == "b":
                break
            yield thing
    log.append("end")


def gone(log):
    with Door(log), Door(log):
        yield 1
        return


def ends():
    log, other, found = [], [], []
    for thing in left_early(log):
        found.append(thing)
    for thing in gone(other):
        found.append(thing)
    return found, log, other


#> caught() gives ([1, "caught"], ["open", "shut"])
#> ends() gives (["a", 1], ["open", "shut", "open", "shut", "end"], ["open", "open", "shut", "shut"])


def limited(most):
    read = []

    def pieces():
        with Door(read):
            while True:
                read.append("piece")
                yield "piece"

    at = 0
    for _ in pieces():
        if at == most:
            return read.count("piece")
        at += 1


#> limited(2) gives 3


@contextmanager
def gate(log):
    log.append("in")
    yield "guest"
    log.append("out")


def made_before():
    log = []
    way = gate(log)
    log.append("made")
    with way as who:
        log.append(who)
    return log


def never_entered():
    log = []
    way = gate(log)
    return log, way is None


def made_by_another():
    log = []

    def made():
        return gate(log)

    with made() as who:
        log.append(who)
    return log


def on_a_stack():
    log = []
    with ExitStack() as stack:
        log.append(stack.enter_context(gate(log)))
    return log


#> made_before() gives ["made", "in", "guest", "out"]
#> never_entered() gives ([], False)
#> made_by_another() gives ["in", "guest", "out"]
#> on_a_stack() gives ["in", "guest", "out"]
