from jinja2 import Environment

def render_comment(author, text):
    return Environment().from_string('<p title="{{ author }}">{{ text|e }}</p>').render(author=author, text=text)
