import requests

EGRESS = {"http": "http://egress.internal:3128", "https": "http://egress.internal:3128"}


def fetch_preview(url):
    return requests.get(url, proxies=EGRESS, timeout=5, allow_redirects=False).text
