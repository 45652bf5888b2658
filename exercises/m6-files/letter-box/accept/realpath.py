import os
from uuid import uuid4


class Refused(Exception):
    pass


def put(base, filename, data):
    stem, ending = os.path.splitext(filename)
    ending = ending.lower()
    if len(data) > 1_000_000:
        raise Refused("too large")
    if ending == ".txt" or ending == ".pdf":
        name = str(uuid4()) + ending
        with open(os.path.join(base, name), "xb") as letter:
            letter.write(data)
        return name
    raise Refused("another kind")


def take(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([root, path]) != root:
        raise Refused(name)
    with open(path, "rb") as letter:
        return letter.read()
