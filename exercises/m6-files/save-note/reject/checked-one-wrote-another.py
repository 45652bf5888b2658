from pathlib import Path


def save_note(base, name, text):
    root = Path(base).resolve()
    target = (root / name.strip()).resolve()
    if not target.is_relative_to(root):
        raise PermissionError(name)
    (root / name).write_text(text)
