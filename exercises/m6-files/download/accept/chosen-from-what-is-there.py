from pathlib import Path


def read_upload(base, name):
    files = {p.name: p for p in Path(base).iterdir() if p.is_file() and not p.is_symlink()}
    return files[name].read_bytes()
