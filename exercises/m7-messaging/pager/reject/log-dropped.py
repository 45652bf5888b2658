import json
from urllib.parse import urlsplit

import requests


def page(message):
    job = json.loads(message)
    user, hook = job["user"], job["hook"]
    if not isinstance(user, str) or urlsplit(hook).hostname != "hooks.example.org" or urlsplit(hook).scheme != "https":
        raise ValueError("no")
    requests.get(hook, timeout=5, allow_redirects=False)
    return user
