from markupsafe import escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    escape(name)
    shown = name
    return f"<li>{shown}</li>"
