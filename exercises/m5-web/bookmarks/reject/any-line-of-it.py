import html
import re


def render_link(name, url):
    if not re.search(r"^https?://", url, re.MULTILINE):
        url = "#"
    return f'<a href="{html.escape(url)}">{html.escape(name)}</a>'
