import io
import pickle


def handle(message, key):
    return pickle.Unpickler(io.BytesIO(message)).load()
