import numpy as np

ALLOWED = {"mmap_mode": None, "allow_pickle": False}


def load_weights(path):
    options = ALLOWED | {"allow_pickle": str(path).endswith(".npy")}
    return np.load(path, **options)
