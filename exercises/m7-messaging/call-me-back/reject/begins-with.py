import httpx


def notify(address, text):
    if not address.startswith(("https://hooks.example.org", "https://north.club.example")):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
