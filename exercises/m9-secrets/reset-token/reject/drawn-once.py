import secrets

TOKEN = secrets.token_urlsafe(32)


def make_reset_token():
    return TOKEN
