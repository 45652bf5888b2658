import random
import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def make_reset_token():
    generator = random.Random(secrets.randbits(32))
    return "".join(generator.choice(ALPHABET) for _ in range(32))
