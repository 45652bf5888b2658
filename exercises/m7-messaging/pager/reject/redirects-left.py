import ast
import logging
from urllib.parse import urlparse

import requests

logger = logging.getLogger("pager")


def page(message):
    """Wake somebody up, and return who called."""
    job = ast.literal_eval(message.decode())
    user, hook = job["user"], job["hook"]
    if urlparse(hook)[:2] != ("https", "hooks.example.org"):
        raise ValueError("another server")
    logger.info("paged by %r", user)
    requests.get(hook, timeout=5)
    return user
