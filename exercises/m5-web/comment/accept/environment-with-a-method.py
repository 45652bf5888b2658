import jinja2


class Comments(jinja2.Environment):
    def __init__(self):
        super().__init__(autoescape=True)
        self.filters["plain"] = str.strip

    def comment(self, **values):
        return self.from_string('<p title="{{ author }}">{{ text }}</p>').render(**values)


def render_comment(author, text):
    return Comments().comment(author=author, text=text)
