from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not any(parent.samefile(root) for parent in target.parents):
        raise PermissionError("outside")
    return target.read_text()
