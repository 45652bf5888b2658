import os
import secrets


def save_upload(base, filename, data):
    if len(data) > 5_000_000:
        raise ValueError("too large")
    if not filename.lower().endswith((".png", ".jpg", ".gif")):
        raise ValueError("not a picture")
    path = os.path.join(base, secrets.token_hex(16) + filename[-4:].lower())
    with open(path, "xb") as file:
        file.write(data)
    return path
