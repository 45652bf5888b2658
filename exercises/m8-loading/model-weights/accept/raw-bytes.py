import numpy as np


def load_weights(path):
    with open(path, "rb") as file:
        data = file.read()
    return np.frombuffer(data, dtype="<f4")
