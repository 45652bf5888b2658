"""Passwords of students and teachers."""

import hashlib
import os
import secrets

ROUNDS = 600_000


def _derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ROUNDS)


def make_password(password):
    """What is stored for a password."""
    salt = os.urandom(16)
    return f"{salt.hex()}${_derive(password, salt).hex()}"


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    try:
        salt, digest = stored.split("$")
    except ValueError:
        return False
    return secrets.compare_digest(_derive(password, bytes.fromhex(salt)).hex(), digest)
