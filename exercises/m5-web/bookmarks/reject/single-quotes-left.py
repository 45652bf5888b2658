from html import escape


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    return f"<a href='{escape(url, quote=False)}'>{escape(name)}</a>"
