from urllib.parse import urlsplit


def fetch_preview(url):
    if urlsplit(url).hostname != "example.org":
        raise ValueError("not allowed")
    return "<title>Example</title>"
