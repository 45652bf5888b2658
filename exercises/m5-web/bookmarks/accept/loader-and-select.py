from jinja2 import DictLoader, Environment, select_autoescape

pages = Environment(
    loader=DictLoader({"link.html": '<a href="{{ url }}" target="_blank">{{ name }}</a>'}),
    autoescape=select_autoescape(),
)


def render_link(name, url):
    scheme, sign, rest = url.partition("://")
    if scheme.lower() not in ("http", "https") or not rest:
        raise ValueError("only web addresses, please")
    return pages.get_template("link.html").render(name=name, url=url)
