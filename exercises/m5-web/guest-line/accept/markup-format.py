from markupsafe import Markup


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    return Markup("<li>{}</li>").format(name)
