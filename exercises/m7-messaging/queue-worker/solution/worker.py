import json

TASKS = ("resize", "thumbnail")


def handle(message, key):
    job = json.loads(message)
    if not isinstance(job, dict):
        raise ValueError("not an object")
    task, image_id = job.get("task"), job.get("image_id")
    if task not in TASKS or type(image_id) is not int:
        raise ValueError("not a job")
    return task, image_id
