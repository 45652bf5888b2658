import hashlib
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000).hex()


def verify_password(password, stored):
    again = hashlib.pbkdf2_hmac("sha256", password.encode(), bytes.fromhex(stored[:32]), 600_000)
    return len(again.hex()) == len(stored[32:])
