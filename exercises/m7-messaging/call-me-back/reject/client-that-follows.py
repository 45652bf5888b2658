from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or not (host == "hooks.example.org" or host.endswith(".club.example")):
        raise ValueError("not one of our partners")
    with httpx.Client(follow_redirects=True) as client:
        client.post(address, json={"text": text})
