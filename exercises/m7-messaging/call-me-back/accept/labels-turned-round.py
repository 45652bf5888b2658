import httpx


def allowed(host: str) -> bool:
    match host.lower().split(".")[::-1]:
        case ["org", "example", "hooks"]:
            return True
        case ["example", "club", _, *_]:
            return True
        case _:
            return False


def notify(address, text):
    url = httpx.URL(address)
    if url.scheme != "https" or not allowed(url.host):
        raise ValueError("not a partner")
    httpx.post(url, json={"text": text}, timeout=5)
