import httpx

HOOKS = "hooks.example.org"
CLUB = ".club.example"


class Refused(Exception):
    pass


def notify(address, text):
    target = httpx.URL(address)
    allowed = target.scheme == "https" and (target.host == HOOKS or target.host.endswith(CLUB))
    if not allowed:
        raise Refused(address)
    httpx.post(target, json={"text": text}, timeout=5)
