import json
import pickle


def load(path):
    with open(path, "rb") as handle:
        return pickle.load(handle)


def store(path, value):
    with open(path, "w") as handle:
        json.dump(value, handle)
