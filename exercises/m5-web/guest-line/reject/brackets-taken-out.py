from markupsafe import escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = escape(name.replace("<", "").replace(">", ""))
    return f"<li>{shown}</li>"
