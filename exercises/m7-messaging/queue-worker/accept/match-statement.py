import json


def handle(message, key):
    match json.loads(message):
        case {"task": "resize" | "thumbnail" as task, "image_id": int(image_id)}:
            return task, image_id
        case _:
            raise ValueError("not a job")
