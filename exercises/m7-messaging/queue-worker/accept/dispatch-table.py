import json


def resize(image_id):
    return ("resize", image_id)


def thumbnail(image_id):
    return ("thumbnail", image_id)


TASKS = {"resize": resize, "thumbnail": thumbnail}


def handle(message: bytes, key: bytes):
    job = json.loads(message.decode("utf-8"))
    if not isinstance(job, dict):
        raise ValueError("an object, please")
    run = TASKS.get(job.get("task"))
    image_id = job.get("image_id")
    if run is None or not isinstance(image_id, int) or isinstance(image_id, bool):
        raise ValueError("bad job")
    return run(image_id)
