import os
import uuid


def save_upload(base, filename, data):
    ending = os.path.splitext(filename)[1].lower()
    if ending not in {".png", ".jpg", ".gif"}:
        raise ValueError("no picture")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    path = os.path.join(base, uuid.uuid4().hex + ending)
    with open(path, "xb") as file:
        file.write(data)
        os.fchmod(file.fileno(), 0o664)
    return path
