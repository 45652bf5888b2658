import re

import httpx

PARTNER = re.compile(r"https://(?:hooks\.example\.org|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.club\.example)(?:/[\w./-]*)?", re.ASCII)


def notify(address, text):
    if PARTNER.fullmatch(address) is None:
        raise ValueError("no partner of ours")
    return httpx.post(address, json={"text": text}, timeout=5)
