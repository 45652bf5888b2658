import os

from werkzeug.utils import secure_filename

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    clean = secure_filename(filename)
    if os.path.splitext(clean)[1] not in ALLOWED:
        raise ValueError("pictures only")
    with open(os.path.join(base, filename), "xb") as file:
        file.write(data)
    return filename
