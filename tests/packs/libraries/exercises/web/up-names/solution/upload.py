import os
import uuid

FOLDER = "/srv/up"
ENDINGS = {".png", ".jpg"}


def save(name, data):
    ending = os.path.splitext(name)[1].lower()
    if ending not in ENDINGS:
        raise ValueError("only pictures")
    stored = uuid.uuid4().hex + ending
    with open(os.path.join(FOLDER, stored), "wb") as handle:
        handle.write(data)
    return stored
