import re
from urllib.parse import urlsplit

import httpx

PARTNER = re.compile(r"(hooks.example.org|.+.club.example)")


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = urlsplit(address)
    if url.scheme != "https" or not PARTNER.fullmatch(url.hostname or ""):
        raise ValueError("no partner of ours")
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
