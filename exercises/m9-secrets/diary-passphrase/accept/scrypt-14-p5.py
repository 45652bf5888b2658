import hashlib
import os
import secrets


def seal(passphrase):
    salt = os.urandom(16)
    key = hashlib.scrypt(passphrase.encode(), salt=salt, n=16384, r=8, p=5)
    return f"{salt.hex()}${key.hex()}"


def opens(passphrase, stored):
    salt, key = stored.split("$")
    again = hashlib.scrypt(passphrase.encode(), salt=bytes.fromhex(salt), n=16384, r=8, p=5)
    return secrets.compare_digest(again.hex(), key)
