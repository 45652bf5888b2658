from fnmatch import fnmatchcase
from urllib.parse import urlparse

import httpx

PARTNERS = ("hooks.example.org", "*.club.example")


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = urlparse(address)
    host = url.hostname or ""
    if url.scheme != "https" or not any(fnmatchcase(host, partner) for partner in PARTNERS):
        raise ValueError(f"{host} is no partner of ours")
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
