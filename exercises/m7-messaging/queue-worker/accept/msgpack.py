import msgpack

TASKS = ("resize", "thumbnail")


def handle(message, key):
    job = msgpack.unpackb(message)
    if not isinstance(job, dict) or job.get("task") not in TASKS or not isinstance(job.get("image_id"), int):
        raise ValueError("bad message")
    return job["task"], job["image_id"]
