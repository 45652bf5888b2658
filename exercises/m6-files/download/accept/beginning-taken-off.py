import os


def read_upload(base, name):
    root = os.path.realpath(base) + os.sep
    real = os.path.realpath(root + os.sep + name)
    below = real.removeprefix(root)
    if below == real:
        raise PermissionError(name)
    with open(root + below, "rb") as stream:
        return stream.read()
