from jinja2 import Environment
from markupsafe import Markup

def render_comment(author, text):
    env = Environment(autoescape=True)
    return env.from_string('<p title="{{ author }}">{{ text }}</p>').render(author=author, text=Markup(text))
