from jinja2 import Environment

LINE = Environment(autoescape=True).from_string("<li>{{ name }}</li>")


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    return LINE.render(name=name)
