from urllib.parse import urlparse

import httpx


def is_partner(host):
    match (host or "").lower().split("."):
        case ["hooks", "example", "org"]:
            return True
        case [_, *_, "club", "example"]:
            return True
    return False


def notify(address, text):
    parts = urlparse(address)
    if parts.scheme != "https" or "\\" in address or not is_partner(parts.hostname):
        raise ValueError("no partner of ours")
    httpx.post(address, json={"text": text}, timeout=5)
