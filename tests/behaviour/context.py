# What stands behind the `yield` of a context runs when the block is over.
#> order() gives ['enter', 'block', 'leave']
#> in_a_method() gives ['<a>', 'text', '</a>']
#> going_back() gives (1, ['enter', 'block', 'leave'])
#> twice() gives ['<ul>', '<li>', 'x', '</li>', '<li>', 'y', '</li>', '</ul>']
#> refused() gives raises ValueError
from contextlib import contextmanager


def order():
    seen = []

    @contextmanager
    def step():
        seen.append("enter")
        yield
        seen.append("leave")

    with step():
        seen.append("block")
    return seen


class Page:
    def __init__(self):
        self.parts = []

    @contextmanager
    def tag(self, name):
        self.parts.append(f"<{name}>")
        try:
            yield self
        finally:
            self.parts.append(f"</{name}>")


def in_a_method():
    with Page().tag("a") as page:
        page.parts.append("text")
    return page.parts


def going_back():
    seen = []

    @contextmanager
    def step():
        seen.append("enter")
        yield 1
        seen.append("leave")

    def inner():
        with step() as one:
            seen.append("block")
            return one

    return inner(), seen


def twice():
    page = Page()
    with page.tag("ul"):
        for word in ("x", "y"):
            with page.tag("li"):
                page.parts.append(word)
    return page.parts


@contextmanager
def checked(value):
    yield value
    if value > 3:
        raise ValueError(value)


def refused():
    with checked(4) as value:
        return value
