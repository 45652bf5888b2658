import joblib


def load_weights(path):
    return joblib.load(path)
