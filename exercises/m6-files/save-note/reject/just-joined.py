import os


def save_note(base, name, text):
    with open(os.path.join(base, name), "w") as note:
        note.write(text)
