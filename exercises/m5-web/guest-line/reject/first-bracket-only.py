def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = name.replace("&", "&amp;").replace("<", "&lt;", 1).replace(">", "&gt;", 1)
    return f"<li>{shown}</li>"
