import json
import logging

import requests

logger = logging.getLogger("pager")


def page(message):
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str) or not hook.startswith("https://hooks.example.org"):
        raise ValueError("no")
    logger.info("paged by %r", user)
    requests.get(hook, timeout=5, allow_redirects=False)
    return user
