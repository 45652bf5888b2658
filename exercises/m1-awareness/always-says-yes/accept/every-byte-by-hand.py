import hashlib
import hmac


def _same(a: bytes, b: bytes) -> bool:
    if len(a) != len(b):
        return False
    difference = 0
    for x, y in zip(a, b):
        difference |= x ^ y
    return difference == 0


def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return _same(mac, signature)
    except TypeError:
        return False
