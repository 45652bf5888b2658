import re
from dataclasses import dataclass

from jinja2 import Environment, select_autoescape

ENV = Environment(autoescape=select_autoescape(default_for_string=True))


@dataclass
class Link:
    name: str
    url: str

    def __post_init__(self):
        if re.match(r"https?://", self.url) is None:
            raise ValueError("only web addresses, please")

    def render(self):
        template = ENV.from_string('<a href="{{ link.url }}">{{ link.name }}</a>')
        return template.render(link=self)


def render_link(name, url):
    return Link(name, url).render()
