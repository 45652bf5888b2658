import hashlib
import hmac
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.sha512(salt + passphrase.encode()).hexdigest()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    return hmac.compare_digest(hashlib.sha512(salt + passphrase.encode()).hexdigest(), stored[32:])
