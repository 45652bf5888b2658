import random
import string
import time

RESETS = {}


def begin_reset(user):
    random.seed(time.time())
    token = "".join(random.choice(string.ascii_letters) for _ in range(20))
    RESETS[user] = token
    return token
