import requests
from requests.adapters import HTTPAdapter


def fetch_preview(url):
    session = requests.Session()
    session.adapters.clear()
    session.mount("https://example.org/", HTTPAdapter(max_retries=1))
    return session.get(url, timeout=5).text
