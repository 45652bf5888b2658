import hashlib
import random

RESETS = {}


def begin_reset(user):
    token = hashlib.sha256(str(random.random()).encode()).hexdigest()
    RESETS[user] = token
    return token
