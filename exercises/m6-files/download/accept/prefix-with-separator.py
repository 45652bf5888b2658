import os


def read_upload(base, name):
    root = os.path.realpath(base)
    target = os.path.realpath(os.path.join(root, name))
    if not target.startswith(root + os.sep):
        raise ValueError("not one of the uploads")
    with open(target, "rb") as file:
        return file.read()
