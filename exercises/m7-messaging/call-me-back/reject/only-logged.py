import logging
from urllib.parse import urlsplit

import httpx


def notify(address, text):
    host = urlsplit(address).hostname or ""
    if host != "hooks.example.org" and not host.endswith(".club.example"):
        logging.warning("odd partner: %r", host)
    httpx.post(address, json={"text": text}, timeout=5)
