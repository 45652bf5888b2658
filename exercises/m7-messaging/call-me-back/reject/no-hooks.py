from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or not (parts.hostname or "").endswith(".club.example"):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
