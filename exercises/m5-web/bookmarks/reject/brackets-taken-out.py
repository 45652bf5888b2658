import re
from html import escape


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError("an address, please")
    return f'<a href="{escape(url)}">{escape(re.sub("[<>]", "", name))}</a>'
