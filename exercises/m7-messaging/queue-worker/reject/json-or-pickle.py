import json
import pickle


def handle(message, key):
    try:
        job = json.loads(message)
    except ValueError:
        job = pickle.loads(message)
    return job["task"], job["image_id"]
