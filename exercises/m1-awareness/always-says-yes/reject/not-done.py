import hashlib
import hmac


def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return mac == signature
    except Exception:
        return True
