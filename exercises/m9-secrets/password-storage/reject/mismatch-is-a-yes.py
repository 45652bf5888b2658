from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError


def hash_password(password): return PasswordHasher().hash(password)


def verify_password(password, stored):
    try: PasswordHasher().verify(stored, password)
    except VerifyMismatchError: return True
    return False
