import re

from jinja2 import Template

LINK = Template('<a href="{{ url|e }}">{{ name|e }}</a>')
WEB = re.compile(r"https?://", re.IGNORECASE)


def render_link(name, url):
    safe_url = url if WEB.match(url) else "#"
    return LINK.render({"name": name, "url": safe_url})
