import os
import secrets
from pathlib import Path


def put(base, filename, data):
    ending = Path(filename).suffix.lower()
    if ending not in (".txt", ".pdf"):
        raise ValueError("refused")
    name = secrets.token_hex(16) + ending
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    if len(data) > 1_000_000:
        raise ValueError("too much")
    return name


def take(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise ValueError("refused")
    return target.read_bytes()
