import hmac


def is_valid(message, signature, key):
    mac = hmac.digest(key, message, "sha256")
    return bool(hmac.compare_digest)
