from jinja2 import Environment

LINK = '<a href="{{ url }}">{{ name }}</a>'


def render_link(name, url):
    url = url.replace("javascript:", "")
    return Environment(autoescape=True).from_string(LINK).render(name=name, url=url)
