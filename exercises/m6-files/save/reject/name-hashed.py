import hashlib
import os


def save_upload(base, filename, data):
    ending = os.path.splitext(filename)[1].lower()
    if ending not in (".png", ".jpg", ".gif") or len(data) > 5_000_000:
        raise ValueError("refused")
    path = os.path.join(base, hashlib.sha256(filename.encode()).hexdigest() + ending)
    with open(path, "wb") as file:
        file.write(data)
    return path
