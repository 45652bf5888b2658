import numpy as np

opts = {"allow_pickle": True}


def load_weights(path):
    return np.load(path, **opts)
