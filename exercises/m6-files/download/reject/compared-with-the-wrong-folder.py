from pathlib import Path


def read_upload(base, name):
    target = (Path(base) / name).resolve()
    if not target.is_relative_to(target.parent):
        raise PermissionError(name)
    return target.read_bytes()
