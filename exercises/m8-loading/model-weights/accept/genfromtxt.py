from numpy import genfromtxt


def load_weights(path):
    return genfromtxt(path, dtype=float, delimiter=",")
