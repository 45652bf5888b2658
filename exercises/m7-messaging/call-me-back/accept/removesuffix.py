from urllib.parse import urlsplit

import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = urlsplit(address)
    host = url.hostname or ""
    is_club = host.removesuffix(".club.example") not in (host, "")
    if url.scheme != "https" or not (is_club or host == "hooks.example.org"):
        raise ValueError("no partner of ours")
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
