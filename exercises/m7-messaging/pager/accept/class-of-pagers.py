import json
import logging
from urllib.parse import urlparse

import requests

HOSTS = {"hooks.example.org"}


class Pager:
    logger = logging.getLogger("pager")

    def __init__(self, message):
        data = json.loads(message)
        self.user = data["user"]
        self.hook = data["hook"]
        if not (isinstance(self.user, str) and isinstance(self.hook, str)):
            raise ValueError("odd message")

    def ring(self):
        parsed = urlparse(self.hook)
        if parsed.scheme == "https" and parsed.hostname in HOSTS:
            self.logger.warning("paged by %s", ascii(self.user))
            requests.get(self.hook, timeout=(3, 5), allow_redirects=False)
            return self.user
        raise LookupError("unknown hook")


def page(message):
    return Pager(message).ring()
