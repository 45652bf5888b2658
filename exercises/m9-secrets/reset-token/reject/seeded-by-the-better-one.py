import random


def make_reset_token():
    generator = random.Random(random.SystemRandom().getrandbits(32))
    return "".join(generator.choice("0123456789abcdef") for _ in range(32))
