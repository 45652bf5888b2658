from urllib.parse import urlsplit

import requests


def fetch_preview(url):
    if urlsplit(url).hostname in {"localhost", "127.0.0.1"}:
        raise ValueError("not allowed")
    return requests.get(url, timeout=5, allow_redirects=False).text
