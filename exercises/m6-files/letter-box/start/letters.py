def put(base, filename, data):
    """Store a letter, and return the name under which it lies."""
    with open(base + "/" + filename, "wb") as letter:
        letter.write(data)
    return filename


def take(base, name):
    """Return the bytes of a letter."""
    with open(base + "/" + name, "rb") as letter:
        return letter.read()
