import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = ...  # your line
    return salt.hex() + digest.hex()
