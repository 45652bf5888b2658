import os
from pathlib import Path


def save_note(base, name, text):
    root = Path(base).resolve()
    path = (root / name).resolve()
    path.relative_to(root)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with open(fd, "w") as note:
        note.write(text)
