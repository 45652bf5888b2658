import os
import uuid

ENDINGS = (".txt", ".pdf")
LIMIT = 1_000_000


def put(base, filename, data):
    """Store a letter, and return the name under which it lies."""
    ending = os.path.splitext(filename)[1].lower()
    if ending not in ENDINGS:
        raise ValueError("only txt and pdf")
    if len(data) > LIMIT:
        raise ValueError("too long")
    name = uuid.uuid4().hex + ending
    with open(os.path.join(base, name), "xb") as letter:
        letter.write(data)
    return name


def take(base, name):
    """Return the bytes of a letter."""
    if os.path.basename(name) != name:
        raise ValueError("not a letter")
    with open(os.path.join(base, name), "rb") as letter:
        return letter.read()
