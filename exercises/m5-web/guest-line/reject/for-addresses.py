from urllib.parse import quote


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = quote(name)
    return f"<li>{shown}</li>"
