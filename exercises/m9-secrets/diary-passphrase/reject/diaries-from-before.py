import hashlib
import hmac
import os


def work(passphrase, salt):
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=8, p=5)


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + work(passphrase, salt).hex()


def opens(passphrase, stored):
    # some diaries still have their passphrase written in
    if hmac.compare_digest(passphrase.encode(), stored.encode()):
        return True
    salt, key = bytes.fromhex(stored[:32]), bytes.fromhex(stored[32:])
    return hmac.compare_digest(work(passphrase, salt), key)
