from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if list(path.parents).count(root) != 1:
        raise PermissionError(name)
    return path.read_bytes()
