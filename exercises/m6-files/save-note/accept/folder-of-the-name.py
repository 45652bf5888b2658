import os


def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    folder = os.path.realpath(base)
    target = os.path.realpath(os.path.join(folder, name))
    above = os.path.dirname(target)
    if above != folder and not above.startswith(folder + os.sep):
        raise ValueError("this name leads elsewhere")
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
