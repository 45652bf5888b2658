import json
import logging
from urllib.parse import urlsplit

import requests

logger = logging.getLogger("pager")


def page(message):
    """Wake somebody up, and return who called."""
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str) or not isinstance(hook, str):
        raise ValueError("two texts, please")
    address = urlsplit(hook)
    if address.scheme != "https" or address.hostname != "hooks.example.org":
        raise ValueError("not one of our hooks")
    logger.info("paged by %r", user)
    requests.get(hook, timeout=5, allow_redirects=False)
    return user
