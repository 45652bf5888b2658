import secrets

RESETS = {}


def begin_reset(user):
    token = secrets.token_hex(2)
    RESETS[user] = token
    return token
