import json


def handle(message, key):
    job = json.loads(message)
    return globals()[job["task"]](job["image_id"])
