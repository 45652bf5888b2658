from jinja2 import Environment

PAGE = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    """Return the page of the guest book."""
    for e in entries:
        if e["site"].lower().startswith(("javascript:", "data:", "vbscript:")):
            raise ValueError("odd site")
    return Environment(autoescape=True).from_string(PAGE).render(entries=entries, notice=notice)
