import hashlib

SALT = "diary"


def seal(passphrase):
    return hashlib.sha256((SALT + passphrase).encode()).hexdigest()


def opens(passphrase, stored):
    return seal(passphrase) == stored
