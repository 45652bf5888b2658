import base64
import hmac
import json
import os


def load_cart(token):
    payload, signature = token.split(".")
    hmac.new(os.environ["KEY"].encode(), payload.encode(), "sha256").hexdigest()
    return json.loads(base64.b64decode(payload))
