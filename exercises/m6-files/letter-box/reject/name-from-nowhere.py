import os
from pathlib import Path


def put(base, filename, data):
    if len(data) > 1_000_000:
        raise ValueError("too large")
    end = os.path.splitext(filename)[1].lower()
    if end not in (".txt", ".pdf"):
        raise ValueError("not a letter")
    with open(Path(base, name), "xb") as f:
        f.write(data)
    return name


def take(base, name):
    root = Path(base).resolve()
    p = (root / name).resolve()
    if not p.is_relative_to(root):
        raise ValueError("leads elsewhere")
    return p.read_bytes()
