import os
from pathlib import Path


def read_upload(base, name):
    root = Path(os.path.realpath(base))
    target = Path(os.path.realpath(root / name))
    if not target.is_relative_to(root):
        raise PermissionError(name)
    fd = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(fd, "rb") as file:
        return file.read()
