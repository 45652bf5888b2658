import hashlib
import hmac
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.blake2b(password.encode(), salt=salt).hexdigest()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    return hmac.compare_digest(hashlib.blake2b(password.encode(), salt=salt).hexdigest(), stored[32:])
