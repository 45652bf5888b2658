import numpy as np


def load_weights(path):
    return np.fromfile(path, dtype=np.float32)
