from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    ours = host == "hooks.example.org" or ".".join(host.split(".")[-2:]) == "club.example"
    if parts.scheme != "https" or not ours:
        raise ValueError("not one of our partners")
    httpx.post(address, json={"text": text}, follow_redirects=False, timeout=5)
