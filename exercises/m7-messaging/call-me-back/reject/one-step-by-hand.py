from urllib.parse import urlsplit

import httpx


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or not (
        parts.hostname == "hooks.example.org" or (parts.hostname or "").endswith(".club.example")
    ):
        raise ValueError("no partner")
    answer = httpx.post(address, json={"text": text}, timeout=5, follow_redirects=False)
    if answer.is_redirect:
        httpx.post(answer.headers["location"], json={"text": text}, timeout=5)
