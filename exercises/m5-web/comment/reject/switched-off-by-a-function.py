from jinja2 import Environment

def render_comment(author, text):
    env = Environment(autoescape=lambda name: False)
    return env.from_string('<p title="{{ author }}">{{ text }}</p>').render(author=author, text=text)
