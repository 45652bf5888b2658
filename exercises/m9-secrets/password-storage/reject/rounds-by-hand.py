import hashlib
import os


def hash_password(password, salt=None):
    salt = salt or os.urandom(16)
    digest = salt + password.encode()
    for _ in range(300):
        digest = hashlib.sha512(digest).digest()
    return salt.hex() + digest.hex()


def verify_password(password, stored):
    return hash_password(password, bytes.fromhex(stored[:32])) == stored
