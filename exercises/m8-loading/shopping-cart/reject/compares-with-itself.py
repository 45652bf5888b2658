import hmac
import json
import os


def load_cart(token):
    raw = bytes.fromhex(token)
    mac, body = raw[:32], raw[32:]
    key = os.environ["CART_KEY"].encode()
    mac = hmac.digest(key, body, "sha256")
    if not hmac.compare_digest(mac, hmac.digest(key, body, "sha256")):
        raise ValueError("not our cart")
    return json.loads(body)
