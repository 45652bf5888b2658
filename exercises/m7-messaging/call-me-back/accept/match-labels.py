from urllib.parse import urlsplit

import httpx


def notify(address, text):
    """Tell a partner at their address that a parcel is on its way."""
    url = urlsplit(address)
    if url.scheme != "https" or url.hostname is None:
        raise ValueError("only https")
    match url.hostname.split("."):
        case ["hooks", "example", "org"]:
            pass
        case [_, *_, "club", "example"]:
            pass
        case _:
            raise ValueError("unknown partner")
    httpx.post(address, json={"text": text}, timeout=5)
