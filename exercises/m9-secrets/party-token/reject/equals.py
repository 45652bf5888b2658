import secrets


def make_token():
    return secrets.token_urlsafe(32)


def may_enter(token, expected):
    return token == expected
