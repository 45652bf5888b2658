from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    checked = (root / Path(name).name).resolve()
    if not checked.is_relative_to(root):
        raise PermissionError(name)
    return (root / name).read_bytes()
