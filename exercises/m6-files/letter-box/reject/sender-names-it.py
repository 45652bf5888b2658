from pathlib import Path


def inside(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    return path


def put(base, filename, data):
    path = inside(base, filename)
    if path.suffix.lower() not in {".txt", ".pdf"} or len(data) > 1_000_000:
        raise ValueError("no")
    with path.open("xb") as letter:
        letter.write(data)
    return filename


def take(base, name):
    return inside(base, name).read_bytes()
