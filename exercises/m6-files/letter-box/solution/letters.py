import os
import uuid
from pathlib import Path

KINDS = {".txt", ".pdf"}
LIMIT = 1_000_000


def put(base, filename, data):
    """Store a letter, and return the name under which it lies."""
    ending = os.path.splitext(filename)[1].lower()
    if ending not in KINDS or len(data) > LIMIT:
        raise ValueError("a short .txt or .pdf, please")
    name = uuid.uuid4().hex + ending
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    """Return the bytes of a letter."""
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    return path.read_bytes()
