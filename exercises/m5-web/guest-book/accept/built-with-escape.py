from html import escape


def line(entry):
    site = entry["site"]
    if not site.startswith(("https://", "http://")):
        site = "#"
    name = escape(entry["name"])
    return f'<li title="{name}"><a href="{escape(site)}">{name}</a>: {escape(entry["text"])}</li>'


def render_book(entries, notice):
    lines = "".join(line(entry) for entry in entries)
    return f"<ul>{lines}</ul><p>{escape(notice)}</p>"
