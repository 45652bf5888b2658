from contextlib import contextmanager
from pathlib import Path


@contextmanager
def inside(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    with target.open("w") as note:
        yield note


def save_note(base, name, text):
    with inside(base, name) as note:
        note.write(text)
