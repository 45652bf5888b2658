import hmac
import secrets

CODE = secrets.token_urlsafe(32)


def make_token():
    return CODE


def may_enter(token, expected):
    return hmac.compare_digest(token, expected)
