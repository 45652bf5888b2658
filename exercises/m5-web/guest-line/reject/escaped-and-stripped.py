from markupsafe import escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = escape(name).striptags()
    return f"<li>{shown}</li>"
