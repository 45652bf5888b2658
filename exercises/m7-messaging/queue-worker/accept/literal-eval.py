import ast

TASKS = ("resize", "thumbnail")


def handle(message, key):
    job = ast.literal_eval(message.decode("ascii"))
    if not isinstance(job, dict) or job.get("task") not in TASKS or not isinstance(job.get("image_id"), int):
        raise ValueError("bad message")
    return job["task"], job["image_id"]
