from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not any(folder == root for folder in target.parents):
        raise PermissionError(name)
    return target.read_text()
