import uuid
from pathlib import Path


def put(base, filename, data):
    if len(data) > 1_000_000:
        raise ValueError("no")
    name = uuid.uuid4().hex + ".txt"
    with open(Path(base) / name, "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    return path.read_bytes()
