import hashlib
import hmac
import random


def hash_password(password):
    salt = random.randbytes(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000).hex()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    return hmac.compare_digest(hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000).hex(), stored[32:])
