from html import escape


def render_book(entries, notice):
    page = "<ul>"
    for e in entries:
        site = e["site"] if e["site"].startswith(("https://", "http://")) else "#"
        name = escape(e["name"], quote=False)
        page += f"<li title='{name}'><a href='{escape(site)}'>{name}</a>: {escape(e['text'])}</li>"
    return page + f"</ul><p>{escape(notice)}</p>"
