import json
import logging
from urllib.parse import urlsplit

import requests

logger = logging.getLogger("pager")


def page(message):
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str) or urlsplit(hook).hostname != "hooks.example.org" or urlsplit(hook).scheme != "https":
        raise ValueError("no")
    logger.info("paged by %s", user.replace("\n", " ").replace("\r", " "))
    requests.get(hook, timeout=5, allow_redirects=False)
    return user
