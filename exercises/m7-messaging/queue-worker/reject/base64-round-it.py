import base64
import pickle


def handle(message, key):
    return pickle.loads(base64.b64decode(message))
