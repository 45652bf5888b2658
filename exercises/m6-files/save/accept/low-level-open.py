import os
import uuid

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    if ext not in ALLOWED or len(data) > 5_000_000:
        raise ValueError("refused")
    path = os.path.join(base, uuid.uuid4().hex + ext)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(data)
    return path
