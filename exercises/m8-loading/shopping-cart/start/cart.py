import pickle
import zlib


def load_cart(token):
    packed = bytes.fromhex(token)
    return pickle.loads(zlib.decompress(packed))
