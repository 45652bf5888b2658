import base64
import hmac
import json


def load_cart(token):
    key, payload, signature = token.split(".")
    expected = hmac.new(key.encode(), payload.encode(), "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise ValueError("bad signature")
    return json.loads(base64.b64decode(payload))
