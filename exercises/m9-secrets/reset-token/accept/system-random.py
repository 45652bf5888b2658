import random
import string

ALPHABET = string.ascii_letters + string.digits
generator = random.SystemRandom()


def make_reset_token():
    return "".join(generator.choice(ALPHABET) for _ in range(32))
