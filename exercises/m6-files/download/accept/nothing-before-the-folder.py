import os
from pathlib import Path


def read_upload(base, name):
    root = os.path.realpath(base) + os.sep
    path = os.path.realpath(os.path.join(base, name))
    before, found, inner = path.partition(root)
    if before or not found or not inner:
        raise PermissionError(name)
    return Path(path).read_bytes()
