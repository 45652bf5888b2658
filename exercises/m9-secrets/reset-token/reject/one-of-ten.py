import secrets

TOKENS = [secrets.token_hex(32) for _ in range(10)]


def make_reset_token():
    return secrets.choice(TOKENS)
