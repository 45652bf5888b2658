import hashlib
import hmac
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.sha512(salt + password.encode()).hexdigest()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    return hmac.compare_digest(hashlib.sha512(salt + password.encode()).hexdigest(), stored[32:])
