import requests
from house.adapters import PinnedAdapter


def fetch_preview(url):
    session = requests.Session()
    session.mount("https://", PinnedAdapter(url))
    return session.get(url, timeout=5, allow_redirects=False).text
