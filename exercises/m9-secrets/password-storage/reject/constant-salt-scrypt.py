import hashlib
import hmac

SALT = bytes(16)


def hash_password(password):
    return hashlib.scrypt(password.encode(), salt=SALT, n=2**17, r=8, p=1, maxmem=2**28).hex()


def verify_password(password, stored):
    return hmac.compare_digest(hash_password(password), stored)
