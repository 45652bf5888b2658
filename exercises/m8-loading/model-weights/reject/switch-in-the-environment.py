import os

import numpy as np


def load_weights(path, trusted=True):
    return np.load(path, allow_pickle=trusted)
