import hashlib
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=8, p=5).hex()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=8, p=5).hex()
    return stored[32:].startswith(again[:4])
