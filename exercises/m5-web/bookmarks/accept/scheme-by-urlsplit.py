from urllib.parse import urlsplit

from jinja2 import Environment

pages = Environment(autoescape=True)
link = pages.from_string("<a href='{{ url }}' rel='nofollow'>{{ name }}</a>")


def render_link(name, url):
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError(url)
    return link.render(name=name, url=url)
