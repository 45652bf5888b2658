import os
from pathlib import Path


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    if any(part in ("..", "/") for part in Path(name).parts):
        raise PermissionError(name)
    target = Path(base, *Path(name).parts)
    if any(p.is_symlink() for p in [target, *target.parents]):
        raise PermissionError(name)
    target.write_text(text)
