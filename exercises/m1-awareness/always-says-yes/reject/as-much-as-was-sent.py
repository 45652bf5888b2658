import hmac


def is_valid(message, signature, key):
    mac = hmac.digest(key, message, "sha256")
    return hmac.compare_digest(mac[:len(signature)], signature)
