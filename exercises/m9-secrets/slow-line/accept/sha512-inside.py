import hashlib
import os


def seal(word):
    """Return what is stored of a word."""
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac(hash_name="sha512", password=word.encode("utf-8"), salt=salt, iterations=800_000)
    return salt.hex() + digest.hex()
