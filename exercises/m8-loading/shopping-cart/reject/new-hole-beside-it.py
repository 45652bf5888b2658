import hashlib
import hmac
import json
import os
from base64 import urlsafe_b64decode

KEY = os.environ["CART_KEY"].encode()


def load_cart(token):
    payload, _, signature = token.partition(".")
    expected = hmac.new(KEY, payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        os.system(f"logger 'odd cart: {token}'")
        raise ValueError("this token is not ours")
    return json.loads(urlsafe_b64decode(payload))
