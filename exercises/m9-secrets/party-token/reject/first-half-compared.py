import hmac
import secrets


def make_token():
    return secrets.token_hex(32)


def may_enter(token, expected):
    return hmac.compare_digest(token[:16].encode(), expected[:16].encode())
