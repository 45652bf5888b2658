"""Passwords of students and teachers."""

from werkzeug.security import check_password_hash, generate_password_hash


def make_password(password):
    """What is stored for a password."""
    return generate_password_hash(password)


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    return check_password_hash(stored, password)
