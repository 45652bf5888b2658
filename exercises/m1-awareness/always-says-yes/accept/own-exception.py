import hashlib
import hmac

class BadSignature(Exception):
    pass

def is_valid(message, signature, key):
    mac = hmac.new(key, message, hashlib.sha256).digest()
    if not hmac.compare_digest(mac, signature):
        raise BadSignature("the signature does not fit")
    return True
