import base64
import hmac
import os
import pickle

KEY = os.environ["CART_KEY"].encode()


def load_cart(token):
    raw = base64.b64decode(token)
    mac, body = raw[:32], raw[32:]
    if not hmac.compare_digest(mac, hmac.digest(KEY, body, "sha256")):
        raise ValueError("bad signature")
    return pickle.loads(body)
