from urllib.parse import urlsplit

import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = urlsplit(address)
    if url.scheme != "https" or url.username or url.port:
        raise ValueError(address)
    *below, name, top = url.hostname.split(".")
    if (name, top) == ("club", "example") and below or url.hostname == "hooks.example.org":
        httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
    else:
        raise ValueError(address)
