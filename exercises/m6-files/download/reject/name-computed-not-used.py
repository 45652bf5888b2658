import os


def read_upload(base, name):
    short = os.path.basename(name)
    if not short:
        raise ValueError("no name")
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
