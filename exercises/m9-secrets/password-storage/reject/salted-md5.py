import hashlib
import hmac
import os


def hash_password(password):
    salt = os.urandom(16).hex()
    return salt + hashlib.md5((salt + password).encode()).hexdigest()


def verify_password(password, stored):
    salt, digest = stored[:32], stored[32:]
    return hmac.compare_digest(hashlib.md5((salt + password).encode()).hexdigest(), digest)
