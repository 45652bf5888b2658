import numpy as np


def load_weights(path):
    return np.load(path, allow_pickle=1)
