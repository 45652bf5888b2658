import hashlib
import hmac
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1).hex()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    return hmac.compare_digest(hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1).hex(), stored[32:])
