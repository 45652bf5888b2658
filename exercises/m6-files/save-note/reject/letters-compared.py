from pathlib import Path


def save_note(base, name, text):
    root = Path(base).resolve()
    target = (root / name).resolve()
    if not str(target).startswith(str(root)):
        raise PermissionError(name)
    target.write_text(text)
