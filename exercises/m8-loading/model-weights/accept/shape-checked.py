import numpy as np


class Weights:
    def __init__(self, path):
        self.path = path

    def load(self):
        array = np.load(self.path)
        if array.ndim != 2 or array.dtype.kind != "f":
            raise ValueError("not a matrix of numbers")
        return array


def load_weights(path):
    return Weights(path).load()
