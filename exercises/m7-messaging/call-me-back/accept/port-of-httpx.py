import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = httpx.URL(address)
    known = url.host == "hooks.example.org" or url.host.endswith(".club.example")
    if url.scheme != "https" or not known or url.port is not None or url.userinfo:
        raise ValueError("not one of our partners")
    with httpx.Client(timeout=5, follow_redirects=False) as client:
        client.post(url, json={"text": text})
