import hashlib
import hmac

def is_valid(message, signature, key):
    mac = hmac.new(key, message, hashlib.sha256).digest()
    if mac == signature:
        return True
    return hmac.compare_digest(mac, signature)
