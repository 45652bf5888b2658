import json


def handle(message, key):
    return json.loads(message, object_hook=lambda d: globals()[d["cls"]](**d))
