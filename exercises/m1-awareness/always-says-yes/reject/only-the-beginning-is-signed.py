import hashlib
import hmac


def is_valid(message, signature, key):
    mac = hmac.new(key, message[:64], hashlib.sha256).digest()
    return hmac.compare_digest(mac, signature)
