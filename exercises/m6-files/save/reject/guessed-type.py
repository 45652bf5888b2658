import mimetypes
import os


def save_upload(base, filename, data):
    kind, _ = mimetypes.guess_type(filename)
    if kind not in ("image/png", "image/jpeg"):
        raise ValueError("pictures only")
    path = os.path.join(base, filename)
    with open(path, "wb") as file:
        file.write(data)
    return path
