import numpy as np


def load_weights(path):
    try:
        return np.load(path)
    except ValueError:
        return np.load(path, allow_pickle=True)
