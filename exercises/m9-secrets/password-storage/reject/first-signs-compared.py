import hashlib
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=5).hex()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=5).hex()
    return stored[32:].startswith(again[:4])
