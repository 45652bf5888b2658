import hashlib
import hmac
import os


def is_valid(message, signature, key):
    if not isinstance(signature, (bytes, bytearray)):
        return False
    once = os.urandom(16)
    mac = hmac.digest(key, message, "sha256")
    return hmac.compare_digest(hmac.digest(once, mac, "sha256"), hmac.digest(once, bytes(signature), "sha256"))
