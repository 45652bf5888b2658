import os
import re


def save_note(base, name, text):
    *folders, file = name.split("/")
    for part in folders:
        if not re.fullmatch(r"[A-Za-z0-9_-]+", part):
            raise ValueError(f"odd name: {name!r}")
    with open(os.path.join(base, *folders, file), "w", encoding="utf-8") as note:
        note.write(text)
