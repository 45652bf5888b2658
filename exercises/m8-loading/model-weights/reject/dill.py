import dill


def load_weights(path):
    return dill.load(open(path, "rb"))
