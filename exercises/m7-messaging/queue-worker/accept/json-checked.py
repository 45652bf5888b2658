import json

TASKS = ("resize", "thumbnail")


def handle(message, key):
    job = json.loads(message)
    if not isinstance(job, dict) or job.get("task") not in TASKS or type(job.get("image_id")) is not int:
        raise ValueError("bad message")
    return job["task"], job["image_id"]
