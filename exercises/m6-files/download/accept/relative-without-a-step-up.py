import os


def read_upload(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(os.path.join(root, name))
    inside = os.path.relpath(path, root)
    if inside == os.pardir or inside.startswith(os.pardir + os.sep):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()
