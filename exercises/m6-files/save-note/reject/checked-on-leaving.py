from contextlib import contextmanager
from pathlib import Path


@contextmanager
def checked(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    yield target
    if not target.is_relative_to(root):
        raise PermissionError(name)


def save_note(base, name, text):
    with checked(base, name) as target:
        target.write_text(text)
