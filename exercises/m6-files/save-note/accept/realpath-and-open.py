import os


def save_note(base, name, text):
    root = os.path.realpath(base)
    target = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([root, target]) != root:
        raise PermissionError(name)
    with open(target, "w", encoding="utf-8") as note:
        note.write(text)
