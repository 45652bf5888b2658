import hashlib
import hmac


def is_valid(message, signature, key):
    mac = hmac.new(key, message, hashlib.sha256).digest()
    diff = 0
    for a, b in zip(mac, signature):
        diff |= a ^ b
    return diff == 0
