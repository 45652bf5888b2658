import os


def save_note(base, name, text):
    root = os.path.abspath(base)
    target = os.path.normpath(os.path.join(root, name))
    if not target.startswith(root + os.sep):
        raise PermissionError(name)
    with open(target, "w") as note:
        note.write(text)
