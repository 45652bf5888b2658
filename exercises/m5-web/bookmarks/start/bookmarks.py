from jinja2 import Environment

LINK = "<a href={{ url }}>{{ name|safe }}</a>"


def render_link(name, url):
    return Environment().from_string(LINK).render(name=name, url=url)
