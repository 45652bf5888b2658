import numpy as np

SAFE = not False


def load_weights(path):
    return np.load(path, allow_pickle=SAFE)
