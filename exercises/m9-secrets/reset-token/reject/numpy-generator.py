import numpy as np


def make_reset_token():
    numbers = np.random.default_rng().integers(0, 36, size=32)
    return "".join("0123456789abcdefghijklmnopqrstuvwxyz"[n] for n in numbers)
