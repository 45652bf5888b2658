import html
from urllib.parse import urlparse


def render_link(name, url):
    if not urlparse(url).netloc:
        url = "#"
    return f'<a href="{html.escape(url)}">{html.escape(name)}</a>'
