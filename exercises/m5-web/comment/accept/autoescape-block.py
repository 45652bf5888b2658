from jinja2 import Environment

PAGE = '{% autoescape true %}<p title="{{ author }}">{{ text }}</p>{% endautoescape %}'

def render_comment(author, text):
    return Environment().from_string(PAGE).render(author=author, text=text)
