import hashlib
import hmac

def is_valid(message, signature, key):
    for part in (message, signature, key):
        if not isinstance(part, bytes):
            return False
    mac = hmac.new(key, message, hashlib.sha256)
    return hmac.compare_digest(mac.digest(), signature)
