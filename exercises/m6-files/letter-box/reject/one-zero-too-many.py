import uuid
from pathlib import Path


def put(base, filename, data):
    ending = Path(filename).suffix.lower()
    if ending not in (".txt", ".pdf"):
        raise ValueError
    if len(data) > 10_000_000:
        raise ValueError
    name = uuid.uuid4().hex + ending
    with open(Path(base) / name, "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    root = Path(base).resolve()
    letter = (root / name).resolve()
    if not letter.is_relative_to(root):
        raise PermissionError
    return letter.read_bytes()
