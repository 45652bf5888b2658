from jinja2 import Environment, select_autoescape

def render_comment(author, text):
    env = Environment(autoescape=select_autoescape(default_for_string=True))
    return env.from_string("<p title='{{ author }}'>{{ text }}</p>").render(author=author, text=text)
