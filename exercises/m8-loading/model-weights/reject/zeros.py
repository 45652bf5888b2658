import numpy as np


def load_weights(path):
    return np.zeros((3, 3))
