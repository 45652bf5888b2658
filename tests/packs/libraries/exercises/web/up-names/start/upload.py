import os

FOLDER = "/srv/up"


def save(name, data):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as handle:
        handle.write(data)
    return name
