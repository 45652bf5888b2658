import html
from string import Template

PAGE = Template('<p title="$author">$text</p>')


def render_comment(author, text):
    safe = {key: html.escape(value, quote=True) for key, value in locals().items()}
    return PAGE.substitute(safe)
