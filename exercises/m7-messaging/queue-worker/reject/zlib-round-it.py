import pickle
import zlib


def handle(message, key):
    return pickle.loads(zlib.decompress(message))
