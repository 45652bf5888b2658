from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    try:
        target.relative_to(root)
    except ValueError as error:
        raise PermissionError("outside of the upload folder") from error
    return target.read_bytes()
