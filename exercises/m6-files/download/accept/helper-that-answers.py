from pathlib import Path


def is_inside(root: Path, path: Path) -> bool:
    return path.is_relative_to(root)


def read_upload(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if is_inside(root, path) and path.is_file():
        return path.read_bytes()
    raise PermissionError(name)
