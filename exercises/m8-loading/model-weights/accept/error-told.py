import numpy as np


def load_weights(path):
    try:
        return np.load(path)
    except ValueError as error:
        raise ValueError(f"{path} holds more than numbers") from error
