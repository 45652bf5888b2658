import os
import uuid

LIMIT = 1024 * 1024
ALLOWED = ["png", "jpg", "gif"]


def save_upload(base: str, filename: str, data: bytes) -> str:
    if len(data) > LIMIT:
        raise ValueError("more than a megabyte")
    _, dot, ext = filename.rpartition(".")
    ext = ext.lower()
    if not dot or ext not in ALLOWED:
        raise ValueError("kind of file not allowed")
    stored = f"{uuid.uuid4()}.{ext}"
    path = os.path.join(base, stored)
    with open(path, "xb") as out:
        out.write(data)
    return path
