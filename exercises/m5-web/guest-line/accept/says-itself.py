from markupsafe import Markup, escape


class Name:
    def __init__(self, text):
        self.text = text

    def __html__(self):
        return str(escape(self.text))


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = escape(Name(name))
    return f"<li>{shown}</li>"
