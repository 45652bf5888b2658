from pathlib import Path


def _inside(path, root):
    current = path
    while current != current.parent:
        if current == root:
            return True
        current = current.parent
    return False


def read_upload(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not _inside(path, root):
        raise PermissionError(name)
    return path.read_bytes()
