import os


def save_note(base, name, text):
    root = os.path.realpath(base) + os.sep
    target = os.path.realpath(root + name)
    if not target.startswith(root):
        raise ValueError("this name leads elsewhere")
    with open(target, mode="w") as note:
        note.write(text)
