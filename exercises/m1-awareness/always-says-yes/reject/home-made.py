import hashlib
import hmac

def is_valid(message, signature, key):
    mac = hashlib.sha256(key + message).digest()
    return hmac.compare_digest(mac, signature)
