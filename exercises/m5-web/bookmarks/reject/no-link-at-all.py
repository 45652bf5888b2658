from markupsafe import escape


def render_link(name, url):
    return escape(f"{name}: {url}")
