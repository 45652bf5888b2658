import os
import uuid


def save_upload(base, filename, data):
    ending = os.path.splitext(filename)[1]
    if ending not in (".png", ".jpg", ".gif"):
        raise ValueError
    if len(data) > 5_000_000:
        raise ValueError
    path = os.path.join(base, uuid.uuid4().hex + ending)
    fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(fd, "wb") as f:
        f.write(data)
    return path
