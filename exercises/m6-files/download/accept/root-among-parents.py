from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if root not in target.parents:
        raise PermissionError(name)
    return target.read_bytes()
