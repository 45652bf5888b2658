import numpy as np


def load_weights(path):
    if not path.endswith(".npy"):
        raise ValueError("only .npy files")
    return np.load(path, allow_pickle=True)
