from pathlib import Path


def read_upload(base, name):
    path = Path(base, name)
    if not path.is_file():
        raise FileNotFoundError(name)
    return path.read_bytes()
