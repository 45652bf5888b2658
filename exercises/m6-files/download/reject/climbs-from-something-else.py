from pathlib import Path


def _inside(path, root):
    for parent in path.parents:
        if parent == root:
            return True
    return False


def read_upload(base, name):
    root = Path(base).resolve()
    path = root / name
    if not _inside(path, root):
        raise PermissionError(name)
    return path.read_bytes()
