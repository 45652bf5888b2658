from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(address)
    if parts.hostname == "hooks.example.org" or parts.hostname.endswith(".club.example"):
        httpx.post(address, json={"text": text}, follow_redirects=False, timeout=5)
        return True
    raise ValueError(address)
