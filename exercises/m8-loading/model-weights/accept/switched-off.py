import numpy


def load_weights(path):
    return numpy.load(path, allow_pickle=False)
