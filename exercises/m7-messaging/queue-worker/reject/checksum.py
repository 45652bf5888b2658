import hashlib
import pickle


def handle(message, key):
    digest, data = message[:32], message[32:]
    if hashlib.sha256(data).digest() == digest:
        return pickle.loads(data)
    raise ValueError("damaged")
