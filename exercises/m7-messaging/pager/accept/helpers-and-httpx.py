import json
import logging
from urllib.parse import urlsplit

import httpx

log = logging.getLogger("pager")


class BadMessage(Exception):
    pass


def read(message):
    job = json.loads(message)
    if not isinstance(job, dict):
        raise BadMessage("no object")
    for key in ("user", "hook"):
        if type(job.get(key)) is not str:
            raise BadMessage(key)
    return job["user"], job["hook"]


def check(hook):
    parts = urlsplit(hook)
    if (parts.scheme, parts.hostname) != ("https", "hooks.example.org"):
        raise BadMessage(hook)


def page(message: bytes) -> str:
    user, hook = read(message)
    check(hook)
    log.info("paged user=%r", user)
    httpx.get(hook, timeout=5)
    return user
