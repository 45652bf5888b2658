import httpx


def notify(address, text):
    if "club" in address:
        httpx.post("https://north.club.example/in", json={"text": text}, timeout=5)
    else:
        httpx.post("https://hooks.example.org/new", json={"text": text}, timeout=5)
