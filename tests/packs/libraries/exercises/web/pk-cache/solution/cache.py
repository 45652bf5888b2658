import json


def load(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def store(path, value):
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(value, handle)
