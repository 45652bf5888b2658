import os
import tempfile


def save(name, data):
    _, ending = os.path.splitext(name.lower())
    if ending not in (".png", ".jpg"):
        raise ValueError("only pictures")
    handle = tempfile.NamedTemporaryFile(dir="/srv/up", suffix=ending, delete=False)
    with handle:
        handle.write(data)
    return os.path.basename(handle.name)
