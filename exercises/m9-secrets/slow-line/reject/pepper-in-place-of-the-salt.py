import hashlib
import os

PEPPER = os.environ["PEPPER"].encode()


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac("sha256", word.encode(), PEPPER, 600_000)
    return salt.hex() + digest.hex()
