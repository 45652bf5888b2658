import json


def handle(message, key):
    job = json.loads(message)
    if job["task"] not in "resize thumbnail":
        raise ValueError("no job")
    if not isinstance(job["image_id"], int):
        raise ValueError("no job")
    return job["task"], job["image_id"]
