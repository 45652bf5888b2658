import os
from pathlib import Path


def check(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    return target.read_bytes()


def read_upload(base, name):
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
