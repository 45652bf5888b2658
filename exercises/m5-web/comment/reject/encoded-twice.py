from html import escape

from jinja2 import Environment

PAGE = '<p title="{{ author }}">{{ text }}</p>'

def render_comment(author, text):
    return Environment(autoescape=True).from_string(PAGE).render(author=escape(author), text=escape(text))
