import numpy as np


def make_reset_token():
    return np.random.bytes(32).hex()
