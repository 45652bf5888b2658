import random
import string

ALPHABET = string.ascii_letters + string.digits


def make_reset_token():
    return "".join(random.choice(ALPHABET) for _ in range(32))
