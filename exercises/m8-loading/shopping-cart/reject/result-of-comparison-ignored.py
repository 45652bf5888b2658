import base64
import hmac
import json
import os


def load_cart(token):
    payload, signature = token.split(".")
    expected = hmac.new(os.environ["KEY"].encode(), payload.encode(), "sha256").hexdigest()
    hmac.compare_digest(signature, expected)
    return json.loads(base64.b64decode(payload))
