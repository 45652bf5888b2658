from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError


def hash_password(password): return PasswordHasher().hash(password.lower())


def verify_password(password, stored):
    try: return PasswordHasher().verify(stored, password.lower())
    except VerifyMismatchError: return False
