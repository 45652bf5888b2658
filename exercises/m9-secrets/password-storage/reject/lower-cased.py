import hashlib
import hmac
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", password.lower().encode(), salt, 600_000).hex()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.pbkdf2_hmac("sha256", password.lower().encode(), salt, 600_000)
    return hmac.compare_digest(again.hex(), stored[32:])
