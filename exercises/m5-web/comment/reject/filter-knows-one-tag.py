from jinja2 import Environment
from markupsafe import Markup

PAGE = '<p title="{{ author }}">{{ text|nice }}</p>'


def nice(text):
    return Markup(text.replace("<script", "&lt;script"))


def render_comment(author, text):
    env = Environment(autoescape=True)
    env.filters.update({"nice": nice})
    return env.from_string(PAGE).render(author=author, text=text)
