import os

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


def _kdf(salt):
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1)


def hash_password(password):
    salt = os.urandom(16)
    return (salt + _kdf(salt).derive(password.encode())).hex()


def verify_password(password, stored):
    raw = bytes.fromhex(stored)
    try:
        _kdf(raw[:16]).verify(password.encode(), raw[16:])
    except InvalidKey:
        return False
    return True
