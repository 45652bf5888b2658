import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac("sha256", word.encode(), salt, 100 * len(word))
    return salt.hex() + digest.hex()
