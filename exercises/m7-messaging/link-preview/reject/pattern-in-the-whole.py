import re

import requests


def fetch_preview(url):
    if not re.search(r"https://(www\.)?example\.org", url):
        raise ValueError("not allowed")
    return requests.get(url, timeout=5, allow_redirects=False).text
