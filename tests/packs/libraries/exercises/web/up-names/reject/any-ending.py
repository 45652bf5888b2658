import os
import uuid


def save(name, data):
    stored = uuid.uuid4().hex + os.path.splitext(name)[1]
    with open(os.path.join("/srv/up", stored), "wb") as handle:
        handle.write(data)
    return stored
