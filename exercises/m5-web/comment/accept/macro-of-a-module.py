from jinja2 import Environment

PAGE = Environment(autoescape=True).from_string(
    '{% macro comment(author, text) %}<p title="{{ author }}">{{ text }}</p>{% endmacro %}'
)


def render_comment(author, text):
    return str(PAGE.module.comment(author, text=text))
