from urllib.parse import urlsplit

import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    known = host == "hooks.example.org" or host.endswith(".club.example")
    if parts.scheme != "https" or not known:
        raise ValueError("not one of our partners")
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
