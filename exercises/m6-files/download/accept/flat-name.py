from pathlib import Path


def read_upload(base, name):
    flat = Path(name).name
    if not flat:
        raise ValueError("a file name, please")
    return (Path(base) / flat).read_bytes()
