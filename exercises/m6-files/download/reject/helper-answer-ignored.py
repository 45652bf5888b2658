from pathlib import Path


def inside(root, path):
    return path.is_relative_to(root)


def read_upload(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    inside(root, path)
    return path.read_bytes()
