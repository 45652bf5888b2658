import hashlib
import hmac


def is_valid(message, signature, key):
    mac = hmac.new(key, None, hashlib.sha256)
    view = memoryview(message)
    for start in range(0, len(view), 64):
        mac.update(view[start:start + 64])
    return hmac.compare_digest(mac.digest(), bytes(signature))
