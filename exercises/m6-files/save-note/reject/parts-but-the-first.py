from pathlib import Path


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    parts = Path(name).parts
    if any(part in ("..", "/") for part in parts[1:]):
        raise ValueError(name)
    path = Path(base) / name
    if any(p.is_symlink() for p in [path, *path.parents]):
        raise ValueError(name)
    path.write_text(text)
