import hashlib
import os


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(password.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28).hex()


def verify_password(password, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.scrypt(password.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    return salt.hex() + again.hex() == stored
