import hashlib
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000).hex()


def verify_password(password, stored):
    return hash_password(password) == stored
