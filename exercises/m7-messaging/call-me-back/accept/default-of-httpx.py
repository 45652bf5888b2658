from urllib.parse import urlsplit

import httpx

PARTNERS = {"hooks.example.org"}


class Unknown(Exception):
    pass


def notify(address, text):
    url = urlsplit(address)
    if url.scheme != "https":
        raise Unknown(address)
    if url.hostname not in PARTNERS and not str(url.hostname).endswith(".club.example"):
        raise Unknown(address)
    httpx.post(address, json={"text": text})
