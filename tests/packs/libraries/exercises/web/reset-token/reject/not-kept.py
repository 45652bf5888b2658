import secrets

RESETS = {}


def begin_reset(user):
    return secrets.token_urlsafe(32)
