from html import escape

from jinja2 import Environment

BOOK = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul>"""


def render_book(entries, notice):
    for e in entries:
        if not e["site"].startswith(("https://", "http://")):
            raise ValueError(e["site"])
    page = Environment(autoescape=True).from_string(BOOK + f"<p>{escape(notice)}</p>")
    return page.render(entries=entries)
