import os


def save(name, data):
    path = os.path.join("/srv/up", os.path.basename(name))
    with open(path, "wb") as handle:
        handle.write(data)
    return name
