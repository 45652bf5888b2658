import os
import uuid


def save_upload(base, filename, data):
    ending = os.path.splitext(filename)[1].lower()
    if ending not in (".png", ".jpg", ".gif") or len(data) > 5_000_000:
        raise ValueError("refused")
    path = os.path.join(base, uuid.uuid4().hex + ending)
    with open(path, "xb") as file:
        file.write(data)
    os.chmod(path, 0o644)
    return path
