import pickle


def handle(message, key):
    return pickle.loads(message)
