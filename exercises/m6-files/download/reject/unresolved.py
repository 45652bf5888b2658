from pathlib import Path


def read_upload(base, name):
    target = Path(base) / name
    if not target.is_relative_to(base):
        raise PermissionError(name)
    return target.read_bytes()
