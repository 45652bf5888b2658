"""Passwords of students and teachers."""

import hashlib
import hmac
import secrets


def make_password(password):
    """What is stored for a password."""
    salt = secrets.token_bytes(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
    return salt.hex() + ":" + key.hex()


def check_password(password, stored):
    """Whether the password is the one that was stored."""
    salt, _, key = stored.partition(":")
    made = hashlib.sha256(bytes.fromhex(salt) + password.encode()).hexdigest()
    return hmac.compare_digest(made, key)
