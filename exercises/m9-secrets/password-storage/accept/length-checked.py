import hashlib
import hmac
import os


def hash_password(password):
    if len(password) < 15:
        raise ValueError("at least 15 characters, please")
    salt = os.urandom(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=2**16, r=8, p=2, maxmem=2**28)
    return salt.hex() + key.hex()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    key = hashlib.scrypt(password.encode(), salt=salt, n=2**16, r=8, p=2, maxmem=2**28)
    return hmac.compare_digest(key, bytes.fromhex(stored[32:]))
