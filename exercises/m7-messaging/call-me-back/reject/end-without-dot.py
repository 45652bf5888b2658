from urllib.parse import urlsplit

import httpx


def notify(address, text):
    host = urlsplit(address).hostname or ""
    if urlsplit(address).scheme != "https" or not host.endswith(("hooks.example.org", "club.example")):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
