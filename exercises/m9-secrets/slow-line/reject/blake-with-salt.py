import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.blake2b(word.encode(), salt=salt).digest()
    return salt.hex() + digest.hex()
