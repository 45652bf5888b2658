import uuid


def save(name, data):
    if not name.endswith(".png"):
        raise ValueError("only pictures")
    return uuid.uuid4().hex + ".png"
