import marshal


def load(path):
    with open(path, "rb") as handle:
        return marshal.load(handle)


def store(path, value):
    with open(path, "wb") as handle:
        marshal.dump(value, handle)
