import requests


def fetch_preview(url):
    return requests.get(url).text
