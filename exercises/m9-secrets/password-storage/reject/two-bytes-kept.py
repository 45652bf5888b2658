import hashlib
import hmac
import os


def key(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000, dklen=2)


def hash_password(password):
    salt = os.urandom(16)
    return (salt + key(password, salt)).hex()


def verify_password(password, stored):
    raw = bytes.fromhex(stored)
    return hmac.compare_digest(key(password, raw[:16]), raw[16:])
