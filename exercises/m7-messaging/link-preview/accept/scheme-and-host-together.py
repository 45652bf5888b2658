from urllib.parse import urlsplit

import requests

ALLOWED = {("https", "example.org"), ("https", "www.example.org")}


def fetch_preview(url):
    parts = urlsplit(url)
    if (parts.scheme, parts.hostname) not in ALLOWED:
        raise ValueError("not on the list")
    return requests.get(url, timeout=5, allow_redirects=False).text
