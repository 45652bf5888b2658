import secrets


def make_token():
    return secrets.token_urlsafe(24)


def may_enter(token, expected):
    return token == expected and secrets.compare_digest(token, expected)
