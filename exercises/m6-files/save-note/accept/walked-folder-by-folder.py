import os

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
NOTE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    parts = name.split("/")
    if not all(parts) or ".." in parts or "." in parts:
        raise ValueError("not this name")
    here = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            below = os.open(part, FOLDER, dir_fd=here)
            os.close(here)
            here = below
        with open(os.open(parts[-1], NOTE, 0o600, dir_fd=here), "w") as note:
            note.write(text)
    finally:
        os.close(here)
