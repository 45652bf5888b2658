import os


def inside(root, name):
    root = os.path.realpath(root)
    path = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath((root, path)) != root:
        raise PermissionError(name)
    return path


def read_upload(base, name):
    with open(inside(base, name), "rb") as file:
        return file.read()
