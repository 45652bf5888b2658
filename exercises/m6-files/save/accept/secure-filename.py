import os

from werkzeug.utils import secure_filename

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    name = secure_filename(filename)
    if not name or os.path.splitext(name)[1].lower() not in ALLOWED:
        raise ValueError("bad file name")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    path = os.path.join(base, name)
    with open(path, "xb") as file:
        file.write(data)
    return path
