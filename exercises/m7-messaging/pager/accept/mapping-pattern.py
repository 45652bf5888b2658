import json
import logging
from urllib.parse import urlsplit

import requests

logger = logging.getLogger("pager")


def parse(message):
    match json.loads(message):
        case {"user": str() as user, "hook": str() as hook}:
            return user, hook
    raise ValueError("no call")


def page(message):
    """Wake somebody up, and return who called."""
    user, hook = parse(message)
    if urlsplit(hook)[:2] != ("https", "hooks.example.org"):
        raise ValueError("unknown hook")
    logger.info("paged by " + json.dumps(user))
    with requests.Session() as session:
        session.get(hook, timeout=5, allow_redirects=False)
    return user
