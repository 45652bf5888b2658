from jinja2 import Environment

BOOK = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name|e }}</a>: {{ e.text|e }}</li>
{% endfor %}</ul><p>{{ notice|e }}</p>"""


def render_book(entries, notice):
    for e in entries:
        if not e["site"].startswith(("https://", "http://")):
            raise ValueError(e["site"])
    return Environment().from_string(BOOK).render(entries=entries, notice=notice)
