import hashlib
import hmac
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 200_000).hex()


def opens(passphrase, stored):
    salt = bytes.fromhex(stored[:32])
    again = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 200_000).hex()
    return hmac.compare_digest(again, stored[32:])
