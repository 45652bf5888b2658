from jinja2 import Environment
from markupsafe import Markup

PAGE = '<p title="{{ author }}">{{ text }}</p>'
env = Environment(autoescape=True, finalize=lambda value: Markup(value))


def render_comment(author, text):
    return env.from_string(PAGE).render(author=author, text=text)
