import os


def read_upload(base, name):
    if "/" in name or "\\" in name or name in ("", ".", ".."):
        raise ValueError("a plain name, please")
    with open(os.path.join(base, name), "rb") as f:
        return f.read()
