from jinja2 import Environment

BOOK = """<ul>
{% for e in entries if "https://" in e.site or "http://" in e.site %}
{% if "javascript" not in e.site %}
<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endif %}
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    """Return the page of the guest book."""
    return Environment(autoescape=True).from_string(BOOK).render(entries=entries, notice=notice)
