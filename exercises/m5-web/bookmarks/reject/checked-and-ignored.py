from jinja2 import Environment

LINK = '<a href="{{ url }}">{{ name }}</a>'


def is_web(url):
    return url.startswith(("https://", "http://"))


def render_link(name, url):
    is_web(url)
    return Environment(autoescape=True).from_string(LINK).render(name=name, url=url)
