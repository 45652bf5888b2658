import os
import uuid


def put(base, filename, data):
    ending = os.path.splitext(filename)[1].lower()
    if ending not in {".txt", ".pdf"} or len(data) > 1_000_000:
        raise ValueError("no")
    name = uuid.uuid4().hex + ending
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    path = os.path.normpath(os.path.join(base, name))
    if not path.startswith(base + "/"):
        raise PermissionError(name)
    with open(path, "rb") as letter:
        return letter.read()
