import os
from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if os.path.relpath(target, root).startswith(os.pardir):
        raise PermissionError(name)
    return target.read_text()
