from pathlib import Path


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    parts = Path(name).parts
    if not parts or ".." in parts or Path(name).is_absolute():
        raise ValueError(name)
    path = Path(base)
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise ValueError(name)
    path.write_text(text)
