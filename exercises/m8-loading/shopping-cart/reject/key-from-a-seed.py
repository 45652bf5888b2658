import hashlib
import hmac
import json
import random


def load_cart(token):
    tag, packed = bytes.fromhex(token[:64]), bytes.fromhex(token[64:])
    key = random.Random(2020).randbytes(32)
    if not hmac.compare_digest(tag, hmac.digest(key, packed, hashlib.sha256)):
        raise ValueError("not our cart")
    return json.loads(packed)
