from jinja2 import Environment

LIST = """<ul>
{% for e in entries %}<li title={{ e.name }}><a href={{ e.site }}>{{ e.name }}</a>: {{ e.text|safe }}</li>
{% endfor %}</ul>"""


def render_book(entries, notice):
    """Return the page of the guest book."""
    page = Environment().from_string(LIST + "<p>" + notice + "</p>")
    return page.render(entries=entries)
