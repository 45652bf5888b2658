"""Passwords of students and teachers."""

import hashlib


def make_password(password):
    """What is stored for a password."""
    return hashlib.md5(password.encode()).hexdigest()


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    return hashlib.md5(password.encode()).hexdigest() == stored
