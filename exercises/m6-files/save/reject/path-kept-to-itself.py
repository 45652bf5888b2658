import os
import uuid

ALLOWED = {".png", ".jpg", ".gif"}
LIMIT = 5_000_000


def save_upload(base, filename, data):
    extension = os.path.splitext(filename)[1].lower()
    if extension not in ALLOWED:
        raise ValueError("pictures only, please")
    if len(data) > LIMIT:
        raise ValueError("too large")
    path = os.path.join(base, uuid.uuid4().hex + extension)
    with open(path, "xb") as file:
        file.write(data)
