import hmac
import os


def make_token():
    return os.urandom(24).hex()


def may_enter(token, expected):
    if hmac.compare_digest(token.encode("utf-8"), expected.encode("utf-8")):
        return True
    return False
