import tarfile
from pathlib import Path


def is_safe(member, root):
    if member.issym() or member.islnk() or member.isdev():
        return False
    return (root / member.name).resolve().is_relative_to(root)


def unpack(path, dest):
    root = Path(dest).resolve()
    with tarfile.open(path) as tar:
        tar.extractall(root, members=[m for m in tar if is_safe(m, root)])
