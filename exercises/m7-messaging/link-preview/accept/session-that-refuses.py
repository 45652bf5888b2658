from urllib.parse import urlsplit

import requests

LISTED = {"example.org", "www.example.org"}


class Listed(requests.Session):
    """A session that asks nobody but the servers listed."""

    def request(self, method, url, **more):
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.netloc.lower() not in LISTED:
            raise PermissionError(url)
        more.setdefault("timeout", 5)
        more["allow_redirects"] = False
        return super().request(method, url, **more)


def fetch_preview(url):
    with Listed() as session:
        return session.get(url).text
