import os


def read_upload(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(os.path.join(root, name))
    if os.path.relpath(path, root).split(os.sep)[0] == os.pardir:
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()
