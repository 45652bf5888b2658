import io
from pathlib import Path

import numpy as np


def load_weights(path):
    return np.load(io.BytesIO(Path(path).read_bytes()))
