import hashlib
import hmac

SALT = bytes(16)


def seal(passphrase):
    return hashlib.scrypt(passphrase.encode(), salt=SALT, n=2**17, r=8, p=1, maxmem=2**28).hex()


def opens(passphrase, stored):
    return hmac.compare_digest(seal(passphrase), stored)
