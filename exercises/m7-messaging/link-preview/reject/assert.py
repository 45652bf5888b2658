from urllib.parse import urlsplit

import requests


def fetch_preview(url):
    assert urlsplit(url).hostname == "example.org"
    return requests.get(url, timeout=5, allow_redirects=False).text
