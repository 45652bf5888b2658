import json
import logging

import requests

logger = logging.getLogger("pager")


def page(message):
    user = json.loads(message)["user"]
    if not isinstance(user, str):
        raise ValueError("no")
    logger.info("paged by %r", user)
    requests.get("https://hooks.example.org/wake", timeout=5, allow_redirects=False)
    return user
