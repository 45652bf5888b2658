from functools import partial

import numpy as np

safe_load = partial(np.load, allow_pickle=True)


def load_weights(path):
    return safe_load(path)
