from jinja2 import Environment

PAGES = Environment(autoescape=True)
BOOK = PAGES.from_string(
    "<ul>{% for name, site, text in lines %}"
    "<li title='{{ name }}'><a href='{{ site }}'>{{ name }}</a>: {{ text }}</li>"
    "{% endfor %}</ul><p>{{ notice }}</p>"
)


def checked(site: str) -> str:
    if site.startswith("https://") or site.startswith("http://"):
        return site
    return "#"


def render_book(entries: list[dict], notice: str) -> str:
    lines = [(e["name"], checked(e["site"]), e["text"]) for e in entries]
    return BOOK.render(lines=lines, notice=notice)
