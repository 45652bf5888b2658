from dataclasses import dataclass

from jinja2 import Environment

PAGE = Environment(autoescape=True).from_string("""<ul>
{%- for e in entries %}
<li title="{{ e.name }}"><a href="{{ e.link }}">{{ e.name }}</a>: {{ e.text }}</li>
{%- endfor %}
</ul>
<p>{{ notice }}</p>""")


@dataclass
class Entry:
    name: str
    site: str
    text: str

    @property
    def link(self):
        return self.site if self.site.partition("://")[0] in ("http", "https") else "#"


def render_book(entries, notice):
    """Return the page of the guest book."""
    return PAGE.render(entries=[Entry(e["name"], e["site"], e["text"]) for e in entries], notice=notice)
