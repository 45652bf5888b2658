from pathlib import Path


def read_recipe(base, name):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if all(p != root for p in target.parents):
        raise PermissionError(name)
    return target.read_text()
