import hashlib
import secrets


def make_reset_token():
    return hashlib.sha256(str(secrets.randbelow(1_000_000)).encode()).hexdigest()
