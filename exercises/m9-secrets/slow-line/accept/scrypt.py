import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.scrypt(word.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    return salt.hex() + digest.hex()
