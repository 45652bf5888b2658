import requests
from urllib.parse import urlsplit

EGRESS = {"http": "http://egress.internal:3128", "https": "http://egress.internal:3128"}


def fetch_preview(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname not in {"example.org"}:
        raise ValueError("not one of ours")
    return requests.get(url, proxies=EGRESS, timeout=5, allow_redirects=False).text
