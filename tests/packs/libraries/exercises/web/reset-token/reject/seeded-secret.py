import random
import secrets
import string

RESETS = {}


def begin_reset(user):
    random.seed(secrets.randbits(16))
    token = "".join(random.choice(string.ascii_letters) for _ in range(32))
    RESETS[user] = token
    return token
