from html import escape


def render_book(entries, notice):
    page = "<ul>"
    for e in entries:
        site = "#" if "javascript" in e["site"].lower() else e["site"]
        name = escape(e["name"])
        page += f'<li title="{name}"><a href="{escape(site)}">{name}</a>: {escape(e["text"])}</li>'
    return page + f"</ul><p>{escape(notice)}</p>"
