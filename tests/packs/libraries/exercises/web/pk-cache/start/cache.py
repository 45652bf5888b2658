import pickle


def load(path):
    with open(path, "rb") as handle:
        return pickle.load(handle)


def store(path, value):
    with open(path, "wb") as handle:
        pickle.dump(value, handle)
