import re

import httpx

GOOD = re.compile(r"https://(?:hooks\.example\.org|(?:[a-z0-9-]+\.)+club\.example)(?:/[\w./?=&%-]*)?")


def notify(address, text):
    if GOOD.fullmatch(address) is None:
        raise ValueError("not a partner")
    with httpx.Client(timeout=5, follow_redirects=False) as client:
        client.post(address, json={"text": text})
