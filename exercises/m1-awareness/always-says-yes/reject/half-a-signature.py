import hashlib
import hmac


def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return hmac.compare_digest(mac[:16], signature[:16])
    except Exception:
        return False
