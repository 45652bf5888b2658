from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    assert target.is_relative_to(root), "outside"
    return target.read_bytes()
