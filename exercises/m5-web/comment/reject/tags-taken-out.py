from jinja2 import Environment

PAGE = '<p title="{{ author }}">{{ text|striptags }}</p>'


def render_comment(author, text):
    return Environment(autoescape=True).from_string(PAGE).render(author=author, text=text)
