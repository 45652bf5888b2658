# What is on an exit stack ends when the stack does, the last first.
#> order() gives ['in a', 'in b', ['a', 'b'], (1, 2), 'called', 'out b', 'out a']
#> raised() gives ['undone', 'caught']
#> kept() gives ['removed']
#> closed() gives [0, 1]
#> last_word() gives raises ValueError
from contextlib import ExitStack


class Part:
    def __init__(self, seen, name, holds=False):
        self.seen, self.name, self.holds = seen, name, holds

    def __enter__(self):
        self.seen.append("in " + self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        self.seen.append("out " + self.name)
        return self.holds


def order():
    seen = []
    with ExitStack() as stack:
        names = [stack.enter_context(Part(seen, name)) for name in ["a", "b"]]
        stack.callback(seen.append, "called")
        stack.callback(lambda x, y=0: seen.append((x, y)), 1, y=2)
        seen.append(names)
    return seen


def raised():
    seen = []
    try:
        with ExitStack() as stack:
            stack.callback(seen.append, "undone")
            raise ValueError("x")
    except ValueError:
        seen.append("caught")
    return seen


def kept():
    done = []
    with ExitStack() as stack:
        stack.callback(done.append, "removed")
        for name in ["a"]:
            if name == "a":
                return done


def closed():
    seen = []
    stack = ExitStack()
    stack.callback(seen.append, 1)
    seen.append(0)
    stack.close()
    stack.close()
    return seen


def last_word():
    with ExitStack() as stack:
        stack.callback(int, "x")
        return 1
