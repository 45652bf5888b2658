from jinja2 import Environment

BOOK = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    return Environment(autoescape=True).from_string(BOOK).render(entries=entries, notice=notice)
