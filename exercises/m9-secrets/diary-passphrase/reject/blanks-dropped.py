import hashlib
import hmac
import os


def stretched(passphrase, salt):
    words = "".join(passphrase.split())
    return hashlib.scrypt(words.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + stretched(passphrase, salt).hex()


def opens(passphrase, stored):
    again = stretched(passphrase, bytes.fromhex(stored[:32]))
    return hmac.compare_digest(again.hex(), stored[32:])
