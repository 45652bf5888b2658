import os, tempfile
ALLOWED = {"png": ".png", "jpg": ".jpg", "gif": ".gif"}
def save_upload(base, filename, data):
    ext = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    suffix = ALLOWED.get(ext)
    if suffix is None:
        raise ValueError("no")
    fd, path = tempfile.mkstemp(dir=base, suffix=suffix)
    with os.fdopen(fd, "wb") as fh:
        fh.write(data)
    return path
