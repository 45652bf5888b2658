import os


def read_upload(base, name):
    short = os.path.basename(name)
    if short in ("", ".", ".."):
        raise ValueError("no such upload")
    with open(os.path.join(base, short), "rb") as file:
        return file.read()
