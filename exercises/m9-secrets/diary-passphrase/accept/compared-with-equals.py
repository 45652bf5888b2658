import hashlib
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28).hex()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    return salt.hex() + again.hex() == stored
