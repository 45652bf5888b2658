import os


def read_upload(base, name):
    first, sep, rest = name.partition("/")
    if sep or first in ("", ".", "..") or "\\" in first or "\0" in first:
        raise PermissionError(name)
    path = os.path.join(base, first)
    if os.path.islink(path):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()
