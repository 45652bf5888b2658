import numpy as np


def load_weights(path):
    return getattr(np, "lo" + "ad")(path, allow_pickle=bool("no"))
