from jinja2 import Environment

LINK = "<a href={{ url }}>{{ name }}</a>"


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    return Environment(autoescape=True).from_string(LINK).render(name=name, url=url)
