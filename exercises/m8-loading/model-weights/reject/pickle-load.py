import pickle


def load_weights(path):
    with open(path, "rb") as file:
        return pickle.load(file)
