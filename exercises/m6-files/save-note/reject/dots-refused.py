from pathlib import Path


def save_note(base, name, text):
    if ".." in name:
        raise PermissionError(name)
    Path(base, name).write_text(text)
