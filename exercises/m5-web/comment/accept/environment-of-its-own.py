import jinja2

PAGE = '<p title="{{ author }}">{{ text }}</p>'


class SafeEnvironment(jinja2.Environment):
    """Escapes everything."""

    def __init__(self, **options):
        options["autoescape"] = True
        super().__init__(**options)


def render_comment(author, text):
    return SafeEnvironment().from_string(PAGE).render({"author": author, "text": text})
