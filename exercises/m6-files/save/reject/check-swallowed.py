import os
import uuid

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    try:
        if ext not in ALLOWED:
            raise ValueError(ext)
    except ValueError:
        print("odd kind of file:", ext)
    path = os.path.join(base, uuid.uuid4().hex + ext)
    with open(path, "xb") as file:
        file.write(data)
    return path
