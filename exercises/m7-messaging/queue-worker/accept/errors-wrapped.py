import json
import logging
import operator

log = logging.getLogger(__name__)
TASKS = frozenset({"resize", "thumbnail"})


class BadMessage(Exception):
    """The queue held something that is no job."""


def handle(message, key):
    try:
        job = json.loads(message)
        task = job["task"]
        image_id = operator.index(job["image_id"])
    except (ValueError, TypeError, KeyError) as error:
        log.warning("bad message of %d bytes", len(message))
        raise BadMessage from error
    if task not in TASKS:
        raise BadMessage("unknown task")
    return task, image_id
