from jinja2 import Environment

ENV = Environment(autoescape=True)
LINK = ENV.from_string("""<a href="{{ url if url.startswith(('https://', 'http://')) else '#' }}">{{ name }}</a>""")


def render_link(name, url):
    return LINK.render(name=name, url=url)
