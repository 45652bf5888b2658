from jinja2 import Environment


class Comments:
    def __init__(self):
        self.env = Environment(autoescape=True, trim_blocks=True)
        self.page = self.env.from_string('<p title="{{ author }}">{{ text }}</p>')

    def show(self, **values):
        return self.page.render(**values)


def render_comment(author, text):
    return Comments().show(author=author, text=text)
