from urllib.parse import urlsplit
import requests


def fetch_preview(url):
    parts = urlsplit(url)
    if parts[0] != "https" or parts[1] != "example.org":
        raise ValueError("no")
    return requests.get(url, allow_redirects=False, timeout=5).text
