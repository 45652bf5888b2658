import hashlib
import os


def seal(passphrase, salt=None):
    salt = salt or os.urandom(16)
    digest = salt + passphrase.encode()
    for _ in range(300):
        digest = hashlib.sha512(digest).digest()
    return salt.hex() + digest.hex()


def opens(passphrase, stored):
    return seal(passphrase, bytes.fromhex(stored[:32])) == stored
