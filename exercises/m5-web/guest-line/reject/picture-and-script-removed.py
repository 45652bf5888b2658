def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = name.replace("<img", "").replace("<script>", "")
    return f"<li>{shown}</li>"
