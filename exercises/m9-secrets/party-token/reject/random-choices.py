import hmac
import random
import string


def make_token():
    return "".join(random.choices(string.ascii_letters, k=32))


def may_enter(token, expected):
    return hmac.compare_digest(token, expected)
