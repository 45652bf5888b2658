import json

import numpy as np


def load_weights(path):
    with open(path, encoding="utf-8") as file:
        return np.array(json.load(file), dtype=float)
