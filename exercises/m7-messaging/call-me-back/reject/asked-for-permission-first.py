from urllib.parse import urlsplit

import httpx


def notify(address, text):
    httpx.head(address, timeout=5)
    host = urlsplit(address).hostname or ""
    if host != "hooks.example.org" and not host.endswith(".club.example"):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
