import os
import uuid
from pathlib import Path


def put(base, filename, data):
    ending = Path(filename).suffix.lower()
    if ending not in {".txt", ".pdf"}:
        raise ValueError("only .txt and .pdf")
    if len(data) >= 1_000_000:
        raise ValueError("too large")
    name = uuid.uuid4().hex + ending
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    return path.read_bytes()
