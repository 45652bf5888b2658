import base64
import hmac
import os
import pickle


def load_cart(token):
    payload, signature = token.split(".")
    cart = pickle.loads(base64.b64decode(payload))
    expected = hmac.new(os.environ["KEY"].encode(), payload.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return cart
