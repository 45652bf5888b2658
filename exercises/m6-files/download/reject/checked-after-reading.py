from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    data = target.read_bytes()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    return data
