from urllib.parse import urlsplit

import requests

import config


class Refused(Exception):
    pass


def fetch(url):
    host = urlsplit(url).hostname
    if host not in config.ALLOWED_HOSTS:
        raise Refused(url)
    return requests.get(url, timeout=5, allow_redirects=False).content
