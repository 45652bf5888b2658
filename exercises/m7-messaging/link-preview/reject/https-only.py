import requests


def fetch_preview(url):
    if not url.startswith("https://"):
        raise ValueError("https only")
    return requests.get(url, timeout=5, allow_redirects=False).text
