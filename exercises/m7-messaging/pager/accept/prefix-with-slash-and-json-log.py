import json
import logging

import requests

HOOKS = "https://hooks.example.org/"


def page(message):
    job = json.loads(message.decode("utf-8"))
    if not isinstance(job["user"], str):
        raise TypeError("a name is a text")
    if not job["hook"].startswith(HOOKS):
        raise PermissionError(job["hook"])
    logging.getLogger("pager").info(json.dumps({"event": "paged", "user": job["user"]}))
    requests.get(job["hook"], allow_redirects=False, timeout=5)
    return job["user"]
