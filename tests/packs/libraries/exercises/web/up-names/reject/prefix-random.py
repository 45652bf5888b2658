import os
import uuid


def save(name, data):
    stored = uuid.uuid4().hex + name
    if not name.endswith((".png", ".jpg")):
        raise ValueError("only pictures")
    with open(os.path.join("/srv/up", stored), "wb") as handle:
        handle.write(data)
    return stored
