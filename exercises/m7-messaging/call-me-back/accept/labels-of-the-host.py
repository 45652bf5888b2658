from urllib.parse import urlsplit

import httpx

CLIENT = httpx.Client(timeout=5, follow_redirects=False)


def _is_partner(host):
    labels = (host or "").lower().split(".")
    return labels == ["hooks", "example", "org"] or (len(labels) > 2 and labels[-2:] == ["club", "example"])


def notify(address, text):
    parts = urlsplit(address)
    if parts.scheme != "https" or not _is_partner(parts.hostname):
        raise ValueError("no partner of ours")
    CLIENT.post(address, json={"text": text})
