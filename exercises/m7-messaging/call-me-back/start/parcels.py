import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    httpx.post(address, json={"text": text}, timeout=5, follow_redirects=True)
