from jinja2 import Environment

BOOK = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    """Return the page of the guest book."""
    for entry in entries:
        if not entry["site"].startswith(("https://", "http://")):
            raise ValueError("only web addresses, please")
    page = Environment(autoescape=True).from_string(BOOK)
    return page.render(entries=entries, notice=notice)
