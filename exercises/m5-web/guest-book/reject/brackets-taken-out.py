from html import escape


def clean(text):
    return escape(text.replace("<", "").replace(">", ""))


def render_book(entries, notice):
    """Return the page of the guest book."""
    lines = []
    for e in entries:
        if not e["site"].startswith(("https://", "http://")):
            raise ValueError("an address, please")
        name, site, text = clean(e["name"]), clean(e["site"]), clean(e["text"])
        lines.append(f'<li title="{name}"><a href="{site}">{name}</a>: {text}</li>')
    return "<ul>" + "".join(lines) + f"</ul><p>{clean(notice)}</p>"
