def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    return f'<a href="{url}">{name}</a>'
