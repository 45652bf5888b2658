import pickle


def load_config(text):
    return pickle.loads(text.encode("latin-1"))
