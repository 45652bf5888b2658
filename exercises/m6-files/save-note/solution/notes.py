from pathlib import Path


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    target.write_text(text)
