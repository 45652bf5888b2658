import hashlib
import os


def work(passphrase, salt):
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=8, p=5)


def seal(passphrase):
    salt = os.urandom(16)
    return (salt + work(passphrase, salt)[:1]).hex()


def opens(passphrase, stored):
    raw = bytes.fromhex(stored)
    return all(a == b for a, b in zip(raw[16:], work(passphrase, raw[:16])))
