from urllib.parse import urlsplit

from markupsafe import Markup

LINE = Markup('<li title="{0}"><a href="{1}" rel="nofollow">{0}</a>: {2}</li>')


def render_book(entries, notice):
    page = Markup("<ul>")
    for entry in entries:
        if urlsplit(entry["site"]).scheme not in ("http", "https"):
            raise ValueError(entry["site"])
        page += LINE.format(entry["name"], entry["site"], entry["text"])
    return page + Markup("</ul><p>{}</p>").format(notice)
