# Generators that another one's end would end, and what cannot be looked up, as `CPython` 3.11 has them.
#> list(pairs([1, 2])) gives raises RuntimeError
#> told(lambda: list(pairs([1, 2]))) gives ('RuntimeError', 'generator raised StopIteration', 'StopIteration')
#> told(lambda: list(says_so())) gives ('RuntimeError', 'generator raised StopIteration', 'StopIteration')
#> told(lambda: tuple(next(iter([])) for _ in range(2))) gives ('RuntimeError', 'generator raised StopIteration', 'StopIteration')
#> handed_on() gives [1, 2, 5]
#> told(lambda: [] in {}) gives ('TypeError', "unhashable type: 'list'", 'NoneType')
#> told(lambda: {} not in {1: 2}) gives ('TypeError', "unhashable type: 'dict'", 'NoneType')
#> [1] in [[1]] gives True
#> {1} in {frozenset({1})} gives True
#> kinds() gives (True, False, True, True)
#> written() gives '<a b="1 &amp; 2"/>'
#> written_in_bytes() gives b'<?xml version="1.0" encoding="utf-8"?>\n<a b=\'"\'>\xc3\xbc&lt;</a>'
import io
from xml.sax.saxutils import XMLGenerator


def pairs(items):
    items = iter(items)
    while True:
        yield next(items), next(items)


def says_so():
    yield 1
    raise StopIteration


def told(work):
    try:
        return work()
    except (RuntimeError, TypeError) as error:
        return type(error).__name__, str(error), type(error.__cause__).__name__


def handed_on():
    def inner():
        yield from (x for x in (1, 2))
        return 5

    def outer():
        last = yield from inner()
        yield last

    return list(outer())


def kinds():
    texts, octets = io.StringIO(), io.BytesIO()
    return (
        isinstance(texts, io.TextIOBase),
        isinstance(octets, io.TextIOBase),
        isinstance(texts, io.IOBase),
        isinstance(octets, io.BufferedIOBase),
    )


def written():
    out = io.StringIO()
    writer = XMLGenerator(out, short_empty_elements=True)
    writer.startElement("a", {"b": "1 & 2"})
    writer.endElement("a")
    return out.getvalue()


def written_in_bytes():
    out = io.BytesIO()
    writer = XMLGenerator(out, encoding="utf-8")
    writer.startDocument()
    writer.startElement("a", {"b": '"'})
    writer.characters("ü<")
    writer.endElement("a")
    return out.getvalue()
