import os
import uuid

ENDINGS = dict.fromkeys(["txt", "pdf"], True)


def put(base, filename, data):
    """Store a letter, and return the name under which it lies."""
    _, dot, ending = filename.rpartition(".")
    if not (dot and ENDINGS.get(ending.lower())) or len(data) > 1_000_000:
        raise ValueError(filename)
    name = uuid.uuid4().hex + dot + ending.lower()
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    """Return the bytes of a letter."""
    with os.scandir(base) as entries:
        for entry in entries:
            if entry.name == name and entry.is_file(follow_symlinks=False):
                with open(entry.path, "rb") as letter:
                    return letter.read()
    raise FileNotFoundError(name)
