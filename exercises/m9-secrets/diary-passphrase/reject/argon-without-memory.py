from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def seal(passphrase):
    return hasher.hash(passphrase)


def opens(passphrase, stored):
    try:
        return hasher.verify(stored, passphrase)
    except VerifyMismatchError:
        return False
