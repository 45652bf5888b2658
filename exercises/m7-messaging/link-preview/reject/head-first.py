import requests


def fetch_preview(url):
    head = requests.head(url, timeout=5)
    if head.status_code != 200 or "text/html" not in head.headers.get("Content-Type", ""):
        raise ValueError("not a page")
    return requests.get(url, timeout=5).text
