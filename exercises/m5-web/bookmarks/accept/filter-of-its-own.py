from urllib.parse import urlsplit

from jinja2 import Environment, select_autoescape

LINK = '<a href="{{ url|weblink }}">{{ name }}</a>'


def weblink(url):
    return url if urlsplit(url).scheme in {"http", "https"} else "#"


env = Environment(autoescape=select_autoescape())
env.filters["weblink"] = weblink


def render_link(name, url):
    return env.from_string(LINK).render(name=name, url=url)
