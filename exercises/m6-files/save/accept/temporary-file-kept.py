import os
import tempfile

ALLOWED = (".png", ".jpg", ".gif")


def save_upload(base, filename, data):
    ext = os.path.splitext(filename)[1].lower()
    if ext not in ALLOWED or len(data) > 5_000_000:
        raise ValueError("not a picture, or too large")
    with tempfile.NamedTemporaryFile(dir=base, suffix=ext, delete=False) as file:
        file.write(data)
    return file.name
