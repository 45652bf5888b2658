import os


def read_upload(base, name):
    if os.path.basename(name) != name or name in ("", ".", ".."):
        raise ValueError("a plain name, please")
    path = os.path.join(base, name)
    with open(path, "rb") as f:
        return f.read()
