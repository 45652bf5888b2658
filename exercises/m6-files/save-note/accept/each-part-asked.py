import os
import re


def save_note(base, name, text):
    *folders, file = name.split("/")
    for part in (*folders, file):
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9_. -]*", part):
            raise ValueError(f"odd name: {name!r}")
    folder = base
    for part in folders:
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            raise ValueError("a link")
    path = os.path.join(folder, file)
    if os.path.islink(path):
        raise ValueError("a link")
    with open(path, "w", encoding="utf-8") as note:
        note.write(text)
