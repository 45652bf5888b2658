import os
import secrets
from pathlib import Path

ENDINGS = {".txt": ".txt", ".pdf": ".pdf"}


def inside(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if root not in path.parents:
        raise LookupError("no such letter")
    return path


def put(base, filename, data):
    ending = ENDINGS[os.path.splitext(filename)[1].lower()]
    if not len(data) <= 1_000_000:
        raise ValueError("too large")
    path = inside(base, secrets.token_hex(8) + ending)
    with open(path, "xb") as letter:
        letter.write(data)
    return path.name


def take(base, name):
    return inside(base, name).read_bytes()
