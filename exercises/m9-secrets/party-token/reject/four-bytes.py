import hmac
import secrets


def make_token():
    return "guest-of-the-party-" + secrets.token_hex(4)


def may_enter(token, expected):
    return hmac.compare_digest(token, expected)
