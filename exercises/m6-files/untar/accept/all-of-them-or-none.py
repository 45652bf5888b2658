import tarfile
from pathlib import Path


class Unwelcome(Exception):
    pass


def stays_inside(member, root):
    target = (root / member.name).resolve()
    return (member.isreg() or member.isdir()) and target.is_relative_to(root)


def unpack(path, dest):
    root = Path(dest).resolve()
    with tarfile.open(path) as archive:
        if not all(stays_inside(member, root) for member in archive):
            raise Unwelcome(path)
        archive.extractall(root)
