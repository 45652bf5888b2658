import os
import uuid

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    if ext not in ALLOWED:
        raise ValueError("pictures only")
    return os.path.join(base, uuid.uuid4().hex + ext)
