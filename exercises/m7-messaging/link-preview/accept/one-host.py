from urllib.parse import urlparse

import httpx


def fetch_preview(url):
    parsed = urlparse(url)
    if (parsed.scheme, parsed.hostname) != ("https", "example.org"):
        raise ValueError("not allowed")
    return httpx.get(url, timeout=5, follow_redirects=False).text
