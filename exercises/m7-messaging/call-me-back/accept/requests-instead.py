from urllib.parse import urlparse

import requests


def is_partner(address):
    parsed = urlparse(address)
    host = parsed.hostname
    if parsed.scheme != "https" or host is None:
        return False
    return host == "hooks.example.org" or host.endswith(".club.example")


def notify(address, text):
    if not is_partner(address):
        raise PermissionError(address)
    requests.post(address, json={"text": text}, timeout=10, allow_redirects=False)
