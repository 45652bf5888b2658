"""Passwords of students and teachers."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

HASHER = PasswordHasher()


def make_password(password):
    """What is stored for a password."""
    return HASHER.hash(password)


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    try:
        return HASHER.verify(stored, password)
    except VerifyMismatchError:
        return False
