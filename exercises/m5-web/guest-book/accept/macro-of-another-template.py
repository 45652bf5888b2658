from urllib.parse import urlparse

from jinja2 import DictLoader, Environment

env = Environment(
    autoescape=True,
    loader=DictLoader({
        "entry.html": """{% macro entry(e) -%}
<li title="{{ e.name }}"><a href="{{ e.site|web }}">{{ e.name }}</a>: {{ e.text }}</li>
{%- endmacro %}""",
        "book.html": """{% from "entry.html" import entry with context %}<ul>
{% for e in entries %}{{ entry(e) }}
{% endfor %}</ul><p>{{ notice }}</p>""",
    }),
)


def web(address):
    return address if urlparse(address).scheme in ("http", "https") else "#"


env.filters["web"] = web


def render_book(entries, notice):
    """Return the page of the guest book."""
    return env.get_template("book.html").render(entries=entries, notice=notice)
