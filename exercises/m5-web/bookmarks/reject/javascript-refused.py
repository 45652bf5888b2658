from jinja2 import Environment

LINK = '<a href="{{ url }}">{{ name }}</a>'


def render_link(name, url):
    if url.startswith("javascript:"):
        raise ValueError("nice try")
    return Environment(autoescape=True).from_string(LINK).render(name=name, url=url)
