from typing import NamedTuple
from urllib.parse import urlparse

from jinja2 import Environment

ENV = Environment(autoescape=True)


class Link(NamedTuple):
    name: str
    url: str

    @property
    def leads_to_the_web(self):
        return urlparse(self.url).scheme in {"http", "https"}


def render_link(name, url):
    link = Link(name, url)
    if not link.leads_to_the_web:
        link = Link(name, "#")
    return ENV.from_string('<a href="{{ link.url }}">{{ link.name }}</a>').render(link=link)
