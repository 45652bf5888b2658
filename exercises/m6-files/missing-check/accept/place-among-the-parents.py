from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    list(target.parents).index(root)  # a ValueError when it is none of them
    return target.read_text()
