import hashlib
import hmac
import os


def seal(passphrase):
    salt = os.urandom(16)
    digest = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    return salt.hex() + digest.hex()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    digest = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    return hmac.compare_digest(digest.hex(), stored[32:])
