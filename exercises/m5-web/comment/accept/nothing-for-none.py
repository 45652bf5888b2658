from jinja2 import Environment

PAGE = '<p title="{{ author }}">{{ text }}</p>'


def shown(value):
    return "" if value is None else value


env = Environment(autoescape=True, finalize=shown)


def render_comment(author, text):
    return env.from_string(PAGE).render(author=author, text=text)
