import secrets


def make_reset_token():
    return secrets.token_hex(4)
