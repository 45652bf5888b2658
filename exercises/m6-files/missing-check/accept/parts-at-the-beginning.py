from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if target.parts[: len(root.parts)] != root.parts:
        raise PermissionError(name)
    return target.read_text()
