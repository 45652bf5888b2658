import numpy as np


def load_weights(path):
    return np.loadtxt(path, delimiter=",")
