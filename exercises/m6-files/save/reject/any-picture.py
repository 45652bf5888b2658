import mimetypes
import os
import uuid


def save_upload(base, filename, data):
    kind, _ = mimetypes.guess_type(filename)
    if not kind or not kind.startswith("image/"):
        raise ValueError
    if len(data) > 5_000_000:
        raise ValueError
    path = os.path.join(base, uuid.uuid4().hex + os.path.splitext(filename)[1])
    with open(path, "xb") as file:
        file.write(data)
    return path
