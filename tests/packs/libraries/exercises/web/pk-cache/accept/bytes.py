import json


def load(path):
    with open(path, "rb") as handle:
        return json.loads(handle.read().decode("utf-8"))


def store(path, value):
    with open(path, "wb") as handle:
        handle.write(json.dumps(value, sort_keys=True).encode("utf-8"))
