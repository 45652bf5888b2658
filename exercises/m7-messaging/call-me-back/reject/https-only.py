import httpx


def notify(address, text):
    if not address.startswith("https://"):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
