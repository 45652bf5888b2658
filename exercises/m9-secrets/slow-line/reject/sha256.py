import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.sha256(salt + word.encode())
    return salt.hex() + digest.hexdigest()
