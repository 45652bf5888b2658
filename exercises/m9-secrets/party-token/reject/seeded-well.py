import hmac
import os
import random


def make_token():
    random.seed(os.urandom(32))
    return "%032x" % random.getrandbits(128)


def may_enter(token, expected):
    return hmac.compare_digest(token, expected)
