from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.exists():
        raise FileNotFoundError(name)
    return target.read_text()
