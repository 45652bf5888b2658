import time
from pathlib import Path


def put(base, filename, data):
    """Store a letter, and return the name under which it lies."""
    ending = Path(filename).suffix.lower()
    if ending not in (".txt", ".pdf") or len(data) > 1_000_000:
        raise ValueError("refused")
    name = f"{int(time.time())}{ending}"
    (Path(base) / name).write_bytes(data)
    return name


def take(base, name):
    """Return the bytes of a letter."""
    root = Path(base).resolve()
    path = (root / name).resolve()
    if root not in path.parents:
        raise PermissionError(name)
    return path.read_bytes()
