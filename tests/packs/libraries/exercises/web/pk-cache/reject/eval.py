def load(path):
    with open(path) as handle:
        return eval(handle.read())


def store(path, value):
    with open(path, "w") as handle:
        handle.write(repr(value))
