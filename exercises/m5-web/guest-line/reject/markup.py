from markupsafe import Markup


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = Markup(name)
    return f"<li>{shown}</li>"
