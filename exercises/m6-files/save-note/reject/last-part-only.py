import os


def save_note(base, name, text):
    with open(os.path.join(base, os.path.basename(name)), "w") as f:
        f.write(text)
