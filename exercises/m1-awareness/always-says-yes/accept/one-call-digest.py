import hmac as h

def is_valid(message, signature, key):
    return h.compare_digest(h.digest(key, message, "sha256"), signature)
