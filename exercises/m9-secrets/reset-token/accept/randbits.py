import secrets


def make_reset_token():
    return f"{secrets.randbits(256):064x}"
