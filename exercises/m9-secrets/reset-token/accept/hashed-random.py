import hashlib
import secrets


def make_reset_token():
    return hashlib.sha256(secrets.token_bytes(32)).hexdigest()
