from pathlib import Path


def read_recipe(base, name):
    """Return the text of a recipe."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    known = {p.resolve() for p in root.rglob("*.txt") if not p.is_symlink()}
    if target not in known:
        raise FileNotFoundError(name)
    return target.read_text()
