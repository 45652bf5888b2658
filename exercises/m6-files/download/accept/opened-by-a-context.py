from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(base, name):
    root = Path(base).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise PermissionError(name)
    with path.open("rb") as f:
        yield f


def read_upload(base, name):
    with opened(base, name) as f:
        return f.read()
