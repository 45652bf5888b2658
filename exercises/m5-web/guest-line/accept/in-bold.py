from markupsafe import Markup, escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = Markup("<b>{}</b>").format(name)
    return f"<li>{shown}</li>"
