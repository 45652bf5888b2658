import logging
from urllib.parse import urlsplit

import requests

ALLOWED = {"example.org"}


def fetch_preview(url):
    if urlsplit(url).hostname not in ALLOWED:
        logging.warning("odd address %r", url)
    return requests.get(url, timeout=5, allow_redirects=False).text
