from jinja2 import Environment

PAGE = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    ok = True
    for e in entries:
        ok = e["site"].startswith(("https://", "http://"))
    if not ok:
        raise ValueError
    return Environment(autoescape=True).from_string(PAGE).render(entries=entries, notice=notice)
