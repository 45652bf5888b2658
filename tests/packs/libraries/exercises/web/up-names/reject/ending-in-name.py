import os


def save(name, data):
    if ".png" not in name:
        raise ValueError("only pictures")
    with open(os.path.join("/srv/up", name), "wb") as handle:
        handle.write(data)
    return name
