from jinja2 import Environment

def render_comment(author, text):
    env = Environment(autoescape=True)
    return env.from_string('<p title="{{ author }}">{{ text|safe }}</p>').render(author=author, text=text)
