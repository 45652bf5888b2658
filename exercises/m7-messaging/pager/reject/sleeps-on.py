import json
import logging


def page(message):
    user = json.loads(message)["user"]
    if not isinstance(user, str):
        raise ValueError("no")
    logging.getLogger("pager").info("paged by %r", user)
    return user
