from contextlib import contextmanager
from html import escape


class Html:
    def __init__(self):
        self.parts = []

    @contextmanager
    def tag(self, name):
        self.parts.append(f"<{name}>")
        yield
        self.parts.append(f"</{name}>")

    def text(self, value):
        self.parts.append(escape(value))


def price_list(dishes):
    page = Html()
    with page.tag("ul"):
        for dish in dishes:
            with page.tag("li"):
                page.text(dish)
    return "".join(page.parts)
