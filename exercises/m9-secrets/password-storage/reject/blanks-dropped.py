import hashlib
import hmac
import os


def stretched(password, salt):
    words = "".join(password.split())
    return hashlib.scrypt(words.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + stretched(password, salt).hex()


def verify_password(password, stored):
    again = stretched(password, bytes.fromhex(stored[:32]))
    return hmac.compare_digest(again.hex(), stored[32:])
