import re

from jinja2 import Template

WEB = re.compile(r"https?://[^\s\"'<>]+")
LINK = Template('<a href="{{ url }}">{{ name }}</a>', autoescape=True)


def render_link(name, url):
    if not WEB.fullmatch(url):
        url = "#"
    return LINK.render({"name": name, "url": url})
