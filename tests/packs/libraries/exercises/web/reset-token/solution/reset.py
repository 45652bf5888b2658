import secrets

RESETS = {}


def begin_reset(user):
    token = secrets.token_urlsafe(32)
    RESETS[user] = token
    return token
