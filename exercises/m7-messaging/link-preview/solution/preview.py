from urllib.parse import urlsplit

import requests

ALLOWED = {"example.org", "news.example.org"}


def fetch_preview(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname not in ALLOWED:
        raise ValueError("this address is not on the list")
    answer = requests.get(url, timeout=5, allow_redirects=False)
    return answer.text[:100_000]
