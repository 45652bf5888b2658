from markupsafe import escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    return str(escape(f"<li>{name}</li>"))
