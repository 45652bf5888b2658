from jinja2 import Environment

LINK = '<a href="{{ url }}">{{ name }}</a>'


def render_link(name, url):
    if url.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
        url = "#"
    return Environment(autoescape=True).from_string(LINK).render(name=name, url=url)
