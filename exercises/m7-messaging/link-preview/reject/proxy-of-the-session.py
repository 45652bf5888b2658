import requests


def fetch_preview(url):
    session = requests.Session()
    session.proxies = {"https": "http://egress.internal:3128"}
    return session.get(url, timeout=5, allow_redirects=False).text
