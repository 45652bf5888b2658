import os

ALLOWED = {".png", ".jpg", ".gif"}


def save_upload(base, filename, data):
    if os.path.splitext(filename)[1].lower() not in ALLOWED:
        raise ValueError("pictures only")
    path = os.path.join(base, filename)
    with open(path, "xb") as file:
        file.write(data)
    return path
