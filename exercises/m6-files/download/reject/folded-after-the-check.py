import unicodedata
from pathlib import Path


def read_upload(base, name):
    if ".." in name or name.startswith("/"):
        raise ValueError("outside")
    name = unicodedata.normalize("NFKC", name)
    return (Path(base) / name).read_bytes()
