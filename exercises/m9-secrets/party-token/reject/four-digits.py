import hmac
import secrets


def make_token():
    return str(secrets.randbelow(10_000))


def may_enter(token, expected):
    return hmac.compare_digest(token, expected)
