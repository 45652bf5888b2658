from pathlib import Path


def read_upload(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        print("warning: outside of the folder")
    return target.read_bytes()
