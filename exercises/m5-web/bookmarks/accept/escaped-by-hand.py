from html import escape
from urllib.parse import urlsplit


def render_link(name, url):
    match urlsplit(url).scheme:
        case "http" | "https":
            return f'<a href="{escape(url)}">{escape(name)}</a>'
        case other:
            raise ValueError(f"no link for {other!r}")
