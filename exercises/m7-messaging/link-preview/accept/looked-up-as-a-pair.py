from urllib.parse import urlsplit

import requests

KNOWN = {("https", "example.org"): "our page", ("https", "news.example.org"): "our news"}


def fetch_preview(url):
    parts = urlsplit(url)
    if not KNOWN.get((parts.scheme, parts.hostname)):
        raise ValueError("this page is not listed")
    return requests.get(url, timeout=5, allow_redirects=False).text
