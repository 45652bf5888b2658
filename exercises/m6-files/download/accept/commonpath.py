import os


def read_upload(base, name):
    root, target = os.path.realpath(base), os.path.realpath(os.path.join(base, name))
    if os.path.commonpath([root, target]) != root:
        raise PermissionError(name)
    with open(target, "rb") as fh:
        return fh.read()
