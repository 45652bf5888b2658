from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or not (host == "hooks.example.org" or host.endswith(".club.example")):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=True)
