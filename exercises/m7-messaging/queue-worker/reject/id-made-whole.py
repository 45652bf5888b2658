import json

TASKS = {"resize", "thumbnail"}


def handle(message, key):
    job = json.loads(message)
    if job["task"] not in TASKS:
        raise ValueError("unknown task")
    return job["task"], int(job["image_id"])
