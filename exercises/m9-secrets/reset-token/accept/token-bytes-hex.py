import secrets


def make_reset_token() -> str:
    return secrets.token_bytes(32).hex()
