import os


def read_upload(base, name):
    if name != os.path.basename(name):
        raise ValueError("a plain name, please")
    with open(os.path.join(base, name), "rb") as f:
        return f.read()
