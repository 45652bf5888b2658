from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname != "hooks.example.org":
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
