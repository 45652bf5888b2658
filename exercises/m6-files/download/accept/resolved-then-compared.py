from pathlib import Path


def read_upload(base, name):
    target = (Path(base) / name).resolve()
    if not target.is_relative_to(Path(base).resolve()):
        raise PermissionError(name)
    return target.read_bytes()
