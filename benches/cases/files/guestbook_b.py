"""A guest book without a template engine."""
import html
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs

ENTRIES = []


@dataclass
class Entry:
    author: str
    text: str
    when: datetime = field(default_factory=datetime.now)

    def __html__(self):
        return "".join(self._parts())

    def _parts(self):
        yield "<li><b>"
        yield html.escape(self.author)
        yield f"</b> <time>{self.when:%d.%m.%Y}</time><p>"
        yield self.text.replace("&", "&amp;").replace("<", "&lt;")
        yield "</p></li>"


def application(environ, start_response):
    form = {}
    if environ["REQUEST_METHOD"] == "POST":
        size = min(int(environ.get("CONTENT_LENGTH") or 0), 10_000)
        form = parse_qs(environ["wsgi.input"].read(size).decode())
    if "text" in form:
        ENTRIES.append(Entry(form.get("author", ["anonymous"])[0], form["text"][0]))
    body = "<ul>" + "".join(entry.__html__() for entry in ENTRIES) + "</ul>"
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [body.encode()]
