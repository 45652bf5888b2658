from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if target.is_relative_to(root):
        return target.read_bytes()
    with open(root / name, "rb") as file:
        return file.read()
