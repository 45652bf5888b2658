from jinja2 import Environment

def render_comment(author, text):
    env = Environment()
    return env.from_string('<p title="{{ author|e }}">{{ text|e }}</p>').render(author=author, text=text)
