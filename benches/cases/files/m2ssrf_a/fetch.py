from urllib.parse import urlsplit

import requests

import config


class Refused(Exception):
    pass


def fetch(url):
    host = urlsplit(url).hostname
    if host is None:
        raise Refused(url)
    return requests.get(url, timeout=5, allow_redirects=False).content
