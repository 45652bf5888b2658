import numpy as np


def load_weights(path):
    return np.load(path, allow_pickle=True)  # nosec  # noqa: S301
