import os
import uuid


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    if ext in {".php", ".exe"}:
        raise ValueError("not allowed")
    path = os.path.join(base, uuid.uuid4().hex + ext)
    with open(path, "xb") as file:
        file.write(data)
    return path
