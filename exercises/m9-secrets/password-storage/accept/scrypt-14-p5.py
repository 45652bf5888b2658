import hashlib
import os
import secrets


def hash_password(password):
    salt = os.urandom(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=5)
    return f"{salt.hex()}${key.hex()}"


def verify_password(password, stored):
    salt, key = stored.split("$")
    again = hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), n=16384, r=8, p=5)
    return secrets.compare_digest(again.hex(), key)
