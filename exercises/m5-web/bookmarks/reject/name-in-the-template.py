from jinja2 import Environment


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    page = Environment(autoescape=True).from_string('<a href="{{ url }}">' + name + "</a>")
    return page.render(url=url)
