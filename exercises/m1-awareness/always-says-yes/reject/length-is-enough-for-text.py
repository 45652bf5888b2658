import hashlib
import hmac


def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
    except TypeError:
        return len(signature) == 32
    return hmac.compare_digest(mac, signature)
