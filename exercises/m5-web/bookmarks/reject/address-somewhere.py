import html


def render_link(name, url):
    if "https://" not in url and "http://" not in url:
        url = "#"
    return f'<a href="{html.escape(url)}">{html.escape(name)}</a>'
