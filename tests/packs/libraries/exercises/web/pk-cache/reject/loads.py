import pickle
from pathlib import Path


def load(path):
    return pickle.loads(Path(path).read_bytes())


def store(path, value):
    Path(path).write_bytes(pickle.dumps(value))
