import os
import uuid

ALLOWED = {"png", "jpg", "gif"}


def save_upload(base, filename, data):
    if filename.split(".")[1] not in ALLOWED:
        raise ValueError("pictures only")
    path = os.path.join(base, uuid.uuid4().hex + "-" + os.path.basename(filename))
    with open(path, "xb") as file:
        file.write(data)
    return path
