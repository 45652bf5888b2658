from html import escape

from jinja2 import Environment

LINK = '<a href="{{ url }}">{{ name }}</a>'


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    page = Environment(autoescape=True).from_string(LINK)
    return page.render(name=escape(name), url=escape(url))
