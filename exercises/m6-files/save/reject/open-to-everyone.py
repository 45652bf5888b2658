import os
import uuid

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    if ext not in ALLOWED:
        raise ValueError("pictures only")
    path = os.path.join(base, uuid.uuid4().hex + ext)
    with open(path, "xb") as file:
        file.write(data)
    os.chmod(path, 0o777)
    return path
