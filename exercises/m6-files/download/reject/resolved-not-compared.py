from pathlib import Path


def read_upload(base, name):
    return (Path(base) / name).resolve(strict=True).read_bytes()
