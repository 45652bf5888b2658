import pandas as pd


def load_weights(path):
    return pd.read_pickle(path).to_numpy()
