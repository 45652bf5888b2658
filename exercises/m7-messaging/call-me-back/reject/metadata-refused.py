import httpx

BAD = ("169.254.169.254", "localhost", "127.0.0.1")


def notify(address, text):
    if any(bad in address for bad in BAD):
        raise ValueError(address)
    httpx.post(address, json={"text": text}, timeout=5)
