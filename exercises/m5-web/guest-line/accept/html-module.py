import html


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = html.escape(name)
    return f"<li>{shown}</li>"
