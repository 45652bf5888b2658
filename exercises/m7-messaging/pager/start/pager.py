import logging
import pickle

import requests

logger = logging.getLogger("pager")


def page(message):
    """Wake somebody up, and return who called."""
    job = pickle.loads(message)
    user, hook = job["user"], job["hook"]
    logger.info("paged by %s", user)
    requests.get(hook, timeout=5)
    return user
