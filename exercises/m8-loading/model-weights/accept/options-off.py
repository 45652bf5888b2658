import numpy as np

OPTIONS = {"allow_pickle": False, "mmap_mode": None}


def load_weights(path):
    return np.load(path, **OPTIONS)
