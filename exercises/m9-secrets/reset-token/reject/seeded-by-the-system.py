import os
import random
import string

ALPHABET = string.ascii_letters + string.digits


def make_reset_token():
    random.seed(os.urandom(16))
    return "".join(random.choice(ALPHABET) for _ in range(32))
