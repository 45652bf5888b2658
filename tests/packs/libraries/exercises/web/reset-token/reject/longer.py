import random
import string

RESETS = {}


def begin_reset(user):
    token = "".join(random.choices(string.ascii_letters, k=200))
    RESETS[user] = token
    return token
