import hashlib
import os

KINDS = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg"}


def save_upload(base, filename, data):
    if len(data) > 5_000_000:
        raise ValueError("too large")
    kind = KINDS[os.path.splitext(filename)[1].lower()]
    path = os.path.join(base, hashlib.sha256(data).hexdigest() + kind)
    with open(path, "wb") as file:
        file.write(data)
    return path
