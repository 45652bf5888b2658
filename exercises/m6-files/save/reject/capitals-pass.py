import os
import uuid


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1]
    if ext in (".php", ".html", ".svg", ".py"):
        raise ValueError("not allowed")
    path = os.path.join(base, uuid.uuid4().hex + ext)
    with open(path, "xb") as file:
        file.write(data)
    return path
