import os
import re


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*", name, re.ASCII):
        raise ValueError(f"odd name {name!r}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with open(os.path.join(base, name), "w", opener=lambda path, _: os.open(path, flags, 0o600)) as note:
        note.write(text)
