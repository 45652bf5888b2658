from pathlib import Path

import numpy as np


def load_weights(path):
    if Path(path).suffix not in {".npy", ".npz"}:
        raise ValueError("only NumPy files")
    return np.load(path, allow_pickle=True)
