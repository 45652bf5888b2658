import httpx


def notify(address, text):
    if "hooks.example.org" not in address and ".club.example" not in address:
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
