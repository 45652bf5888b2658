import numpy as np


def load_weights(path):
    with open(path, "rb") as file:
        return np.lib.format.read_array(file, allow_pickle=True)
