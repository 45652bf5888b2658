from jinja2 import Environment

PAGE = "<p title={{ author }}>{{ text|safe }}</p>"


def render_comment(author, text):
    return Environment().from_string(PAGE).render(author=author, text=text)
