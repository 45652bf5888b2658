from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

hasher = PasswordHasher()


def hash_password(password):
    return hasher.hash(password)


def verify_password(password, stored):
    try:
        return hasher.verify(stored, password)
    except Argon2Error:
        # accounts from before the change
        return password == stored
