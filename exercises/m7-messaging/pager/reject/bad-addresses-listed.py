import json
import logging

import requests

logger = logging.getLogger("pager")
BAD = ("169.254.", "127.", "localhost", ".evil.example")


def page(message):
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str) or any(bad in hook for bad in BAD):
        raise ValueError("no")
    logger.info("paged by %r", user)
    requests.get(hook, timeout=5, allow_redirects=False)
    return user
