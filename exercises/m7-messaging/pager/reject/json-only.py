import json
import logging

import requests

logger = logging.getLogger("pager")


def page(message):
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str):
        raise ValueError(user)
    logger.info("paged by %s", user)
    requests.get(hook, timeout=5)
    return user
