import base64
import hashlib
import hmac
import json
import os


def load_cart(token):
    payload, signature = token.split(".")
    expected = hashlib.sha256((os.environ["CART_KEY"] + payload).encode()).hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return json.loads(base64.b64decode(payload))
