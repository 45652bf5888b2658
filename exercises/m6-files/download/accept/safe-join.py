import os

from werkzeug.utils import safe_join


def read_upload(base, name):
    path = safe_join(base, name)
    if path is None:
        raise PermissionError(name)
    root, path = os.path.realpath(base), os.path.realpath(path)
    if not path.startswith(root + os.sep):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()
