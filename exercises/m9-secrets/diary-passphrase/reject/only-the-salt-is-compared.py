import hashlib
import os


def seal(passphrase):
    salt = os.urandom(16)
    return salt.hex() + hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 600_000).hex()


def opens(passphrase, stored):
    again = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), bytes.fromhex(stored[:32]), 600_000)
    return len(again.hex()) == len(stored[32:])
