import os


def read_upload(base, name):
    path = os.path.join(base, name)
    if not os.path.exists(path):
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read()
