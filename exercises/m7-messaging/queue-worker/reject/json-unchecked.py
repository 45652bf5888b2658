import json


def handle(message, key):
    job = json.loads(message)
    return job["task"], job["image_id"]
