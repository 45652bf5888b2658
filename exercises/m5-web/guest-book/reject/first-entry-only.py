from html import escape


def render_book(entries, notice):
    for e in entries:
        if not e["site"].startswith(("https://", "http://")):
            raise ValueError(e["site"])
        name = escape(e["name"])
        return f'<ul><li title="{name}"><a href="{escape(e["site"])}">{name}</a>: {escape(e["text"])}</li></ul>'
    return f"<ul></ul><p>{escape(notice)}</p>"
