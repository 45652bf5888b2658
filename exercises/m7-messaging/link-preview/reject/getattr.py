import requests

fetch = getattr(requests, "g" + "et")


def fetch_preview(url):
    return fetch(url, timeout=5, allow_redirects=False).text
