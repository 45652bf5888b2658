import os


def read_upload(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(os.path.join(root, name))
    if not path.startswith(root):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()
