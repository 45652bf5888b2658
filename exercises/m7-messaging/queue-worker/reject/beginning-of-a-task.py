import json

TASKS = ["resize", "thumbnail"]


def handle(message, key):
    job = json.loads(message)
    if not any(task.startswith(job["task"]) for task in TASKS):
        raise ValueError("no job")
    return job["task"], int(job["image_id"])
