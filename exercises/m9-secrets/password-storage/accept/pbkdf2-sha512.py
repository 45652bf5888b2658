import hashlib
import hmac
import os


def hash_password(password):
    salt = os.urandom(16)
    return (salt + hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 210_000)).hex()


def verify_password(password, stored):
    data = bytes.fromhex(stored)
    salt, digest = data[:16], data[16:]
    return hmac.compare_digest(hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 210_000), digest)
