from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

hasher = PasswordHasher()


def seal(passphrase):
    return hasher.hash(passphrase)


def opens(passphrase, stored):
    try:
        return hasher.verify(stored, passphrase)
    except VerifyMismatchError:
        return False
