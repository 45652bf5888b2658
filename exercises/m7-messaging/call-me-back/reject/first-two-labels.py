from urllib.parse import urlsplit

import httpx


def notify(address, text):
    url = urlsplit(address)
    labels = url.hostname.split(".")
    if url.scheme != "https" or (labels[:2] != ["hooks", "example"] and labels[-2:] != ["club", "example"]):
        raise ValueError("not a partner")
    httpx.post(address, json={"text": text}, timeout=5)
