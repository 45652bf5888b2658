from fnmatch import fnmatch

import httpx

PARTNERS = ("https://hooks.example.org/*", "https://*.club.example/*")


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    if not any(fnmatch(address, partner) for partner in PARTNERS):
        raise ValueError("no partner of ours")
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
