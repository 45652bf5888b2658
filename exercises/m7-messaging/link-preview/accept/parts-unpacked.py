from urllib.parse import urlsplit
import requests


def fetch_preview(url):
    scheme, netloc, path, query, fragment = urlsplit(url)
    if scheme != "https" or netloc != "example.org":
        raise ValueError("no")
    return requests.get(url, allow_redirects=False, timeout=5).text
