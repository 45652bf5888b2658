from html.entities import codepoint2name

from markupsafe import escape


def guest_line(name):
    """Return one line of the guest book, as HTML."""
    shown = "".join(f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name else c for c in name)
    return f"<li>{shown}</li>"
