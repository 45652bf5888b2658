import os


def read_upload(base, name):
    if not name.endswith(".txt"):
        raise PermissionError(name)
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
