from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC


def is_valid(message: bytes, signature: bytes, key: bytes) -> bool:
    code = HMAC(key, hashes.SHA256())
    code.update(message)
    try:
        code.verify(signature)
        return True
    except (InvalidSignature, TypeError, ValueError):
        return False
